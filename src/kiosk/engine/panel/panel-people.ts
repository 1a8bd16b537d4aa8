import type { EpochMs, KioskNumber, PersonId } from '#domain/ids.ts';
import { openableSittings, type Sitting, sittingOnScreen, whoMayUnlock } from '../sessions/sitting.ts';
import type { PanelPerson } from './panel-desk.ts';

type Sources = {
  readonly kiosk: KioskNumber;
  readonly sittings: readonly Sitting[];
  readonly keepers: readonly { readonly personId: PersonId; readonly name: string; readonly pin: string }[];
  readonly faculty: (
    personId: PersonId,
  ) => { readonly name: string; readonly pin: string | null } | undefined;
};

/** Who may open the panel now: whoever teaches the class that is on or waits at the door, then the keepers. Without a PIN nobody. */
export function panelPeople({ kiosk, sittings, keepers, faculty }: Sources, now: EpochMs): PanelPerson[] {
  const onScreen = sittingOnScreen(sittings, kiosk);
  const teachers =
    onScreen === undefined
      ? openableSittings(sittings).flatMap(({ occurrence }) => occurrence.faculty)
      : whoMayUnlock(sittings, onScreen, now);
  const isKeeper = (personId: PersonId) => keepers.some((keeper) => keeper.personId === personId);
  const teaching = [...new Set(teachers)].flatMap((personId): PanelPerson[] => {
    const member = isKeeper(personId) ? undefined : faculty(personId);
    if (member === undefined || member.pin === null) return [];
    return [{ personId, name: member.name, pin: member.pin, role: 'teacher' }];
  });
  return [...teaching, ...keepers.map((keeper) => ({ ...keeper, role: 'keeper' as const }))];
}
