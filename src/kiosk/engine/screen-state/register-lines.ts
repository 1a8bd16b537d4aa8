import type { Arrival, RosterLine } from '#contracts/engine-link/screen-state.ts';
import type { Sitting } from '../sessions/sitting.ts';
import type { People } from './scene.ts';

// As many as fit beside the code without scrolling.
const ARRIVALS_SHOWN = 8;

/** The last to arrive, newest first. */
export function arrivalLines({ register }: Sitting, people: People): Arrival[] {
  return register.arrivals.slice(0, ARRIVALS_SHOWN).map(({ personId, at, method, status, provisional }) => ({
    personId,
    name: people.nameOf(personId) ?? '',
    method,
    at,
    status,
    provisional,
  }));
}

/** Everyone who is expected, by name: what a teacher marks by hand from. */
export function rosterLines({ occurrence, register }: Sitting, people: People): RosterLine[] {
  const known = new Map(people.section(occurrence.sectionId)?.people.map((each) => [each.personId, each]));
  const byName = new Intl.Collator('en');
  return register.marks
    .map(({ personId, status, flags }) => ({
      personId,
      name: known.get(personId)?.name ?? '',
      studentNumber: known.get(personId)?.studentNumber ?? '',
      status,
      byHand: flags.includes('manual'),
    }))
    .toSorted((a, b) => byName.compare(a.name, b.name) || byName.compare(a.studentNumber, b.studentNumber));
}
