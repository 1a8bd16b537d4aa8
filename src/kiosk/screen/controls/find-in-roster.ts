import type { RosterLine } from '#contracts/engine-link/screen-state.ts';

export type RosterFilter = 'not-yet' | 'everyone';

/** What a name is written of, and what is typed to find it, are cut at the same places. */
const BETWEEN_WORDS = /[\s\-’']+/;

/** Letters without their marks and in one case, so that `villanueva` finds `Villanueva` and `tomas` finds `Tomás`. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** People on the list whose name has a word that begins with each word sought, or whose number contains it. */
export function findInRoster(
  roster: readonly RosterLine[],
  sought: string,
  filter: RosterFilter,
): readonly RosterLine[] {
  const wanted = plain(sought)
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '');
  return roster.filter((line) => {
    if (filter === 'not-yet' && line.status !== '?') return false;
    const words = plain(line.name).split(BETWEEN_WORDS);
    const number = plain(line.studentNumber);
    return wanted.every((want) => number.includes(want) || words.some((word) => word.startsWith(want)));
  });
}
