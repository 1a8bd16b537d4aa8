import type { Directory } from '../directory/directory.ts';
import type { UnlockDesk } from '../unlock/unlock-desk.ts';
import type { TouchContext } from './judge-touch.ts';
import type { Registers } from './registers.ts';

// "Your class is in C-110" helps somebody on the way to it, and confuses somebody who has it tomorrow.
const SOON_MS = 60 * 60_000;

/** What touches are judged by at this moment. */
export function touchRules(
  directory: Directory,
  registers: Registers,
  desk: UnlockDesk,
): Omit<TouchContext, 'at' | 'sittings'> {
  return {
    rules: registers.rules(),
    enrolmentsOf: ({ sectionId }) => directory.section(sectionId)?.enrolments ?? [],
    elsewhere: (person, at) => {
      const there = directory.whereabouts(person, at);
      if (there === undefined || there.startsAt > at + SOON_MS) return undefined;
      return there.room === directory.place()?.room ? undefined : there;
    },
    effectOfCard: (person) => desk.effectOfCard(person),
  };
}
