import type { Kiosk } from '#contracts/hub-api/kiosks.ts';
import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import type { HubParts } from '../hub-parts.ts';
import { flaggedEvents, unknownCardsSince } from '../store/kiosk-days.ts';
import { allKiosks } from '../store/kiosk-store.ts';
import type { KioskContacts } from './kiosk-contacts.ts';
import type { KioskEpochs } from './kiosk-epochs.ts';

const WEEK_MS = 7 * 86_400_000;

export type KioskListParts = {
  readonly contacts: KioskContacts;
  readonly epochs: KioskEpochs;
  /** Connected at this moment. */
  readonly online: () => ReadonlySet<KioskNumber>;
  /** Of which two machines were seen lately. */
  readonly copied: () => ReadonlySet<KioskNumber>;
};

/** Every kiosk, and how it is. */
export function kioskList(
  { db, clock }: Pick<HubParts, 'db' | 'clock'>,
  { contacts, epochs, online, copied }: KioskListParts,
): Kiosk[] {
  const [connected, twofold] = [online(), copied()];
  const unknown = unknownCardsSince(db, (clock.now() - WEEK_MS) as EpochMs);
  const flagged = flaggedEvents(db);
  return allKiosks(db).map(({ number, name, roomId, room, enrolledAt, revokedAt }) => {
    const contact = contacts.of(number);
    return {
      ...{ number, name, roomId, room, enrolledAt, revokedAt },
      online: connected.has(number),
      lastContactAt: contact?.lastContactAt ?? null,
      backlog: contact?.backlog ?? 0,
      epoch: contact?.epoch ?? null,
      app: contact?.app ?? null,
      clock: contact?.clock ?? null,
      check: contact?.check ?? null,
      ledgers: epochs.of(number) ?? null,
      copied: twofold.has(number),
      unknownCards: unknown.get(number) ?? 0,
      flaggedEvents: flagged.get(number) ?? 0,
    };
  });
}
