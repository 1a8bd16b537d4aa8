import type { RosterLine } from '#contracts/engine-link/screen-state.ts';

export type RosterFilter = 'not-yet' | 'everyone';

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
    .split(/\s+/)
    .filter((word) => word !== '');
  return roster.filter((line) => {
    if (filter === 'not-yet' && line.status !== '?') return false;
    const words = plain(line.name).split(/[\s\-’']+/);
    const number = plain(line.studentNumber);
    return wanted.every((want) => number.includes(want) || words.some((word) => word.startsWith(want)));
  });
}
