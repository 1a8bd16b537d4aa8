import { HUB_ORIGIN, type KioskNumber } from '#domain/ids.ts';
import type { Draft } from '../ledger/stored.ts';
import type { Journal } from './journal.ts';
import { type Sitting, sittingsToJoin } from './sitting.ts';

/** Opens here, under a number of this kiosk's own, every class of the room that the console or another kiosk has opened. */
export function joinOpenings(sittings: readonly Sitting[], kiosk: KioskNumber, journal: Journal): boolean {
  const drafts = sittingsToJoin(sittings, kiosk).map((sitting) => openingDraft(sitting, journal));
  const ready = drafts.filter((draft) => draft !== undefined);
  return ready.length > 0 && journal.record(...ready) !== undefined;
}

function openingDraft({ occurrence, register }: Sitting, journal: Journal): Draft | undefined {
  const number = journal.takeOpeningNumber();
  const first = register.standing.openings[0];
  if (number === undefined || first === undefined) return undefined;
  const method = first.kiosk === HUB_ORIGIN ? 'console' : 'policy';
  return {
    type: 'opening-started',
    body: { sessionId: occurrence.sessionId, number, by: first.by, method, adHoc: null },
  };
}
