import type { RosterLine } from '#contracts/engine-link/screen-state.ts';

export type RosterFilter = 'not-yet' | 'everyone';

/** What a name is written of, and what is typed to find it, are cut at the same places. */
const BETWEEN_WORDS = /[\s\-’']+/;

/** Letters without their marks and in one case, so that `villanueva` finds `Villanueva` and `tomas` finds `Tomás`. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Of the people on the list those who are meant, by what is sought of them and by whether they are missing. */
export function findInRoster(
  roster: readonly RosterLine[],
  sought: string,
  filter: RosterFilter,
): readonly RosterLine[] {
  return findPeople(filter === 'not-yet' ? roster.filter(({ status }) => status === '?') : roster, sought);
}

/** People whose name has a word that begins with each word sought, or whose number contains it. */
export function findPeople<T extends Pick<RosterLine, 'name' | 'studentNumber'>>(
  people: readonly T[],
  sought: string,
): readonly T[] {
  const wanted = plain(sought)
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '');
  return people.filter((person) => {
    const words = plain(person.name).split(BETWEEN_WORDS);
    const number = plain(person.studentNumber);
    return wanted.every((want) => number.includes(want) || words.some((word) => word.startsWith(want)));
  });
}
