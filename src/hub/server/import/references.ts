import type { EpochMs } from '#domain/ids.ts';
import type { ImportContext } from './import-context.ts';
import type { Place } from './problems.ts';
import type { Campus } from './read-campus.ts';

export function bySourcedId<Kept extends { readonly sourcedId: string }>(
  rows: readonly Kept[],
): ReadonlyMap<string, Kept> {
  return new Map(rows.map((row) => [row.sourcedId, row]));
}

/**
 * Finds what a cell refers to. What isn't there, or has been removed, is an error of the row that refers to it, unless the row
 * it means is wrong itself.
 */
export function refer<Kept extends { readonly removedAt: EpochMs | null }>(
  { problems }: Pick<ImportContext, 'problems'>,
  campus: Campus,
  kind: 'academicSessions' | 'courses' | 'classes' | 'users',
  known: ReadonlyMap<string, Kept>,
): (place: Place, sourcedId: string) => Kept | undefined {
  return (place, sourcedId) => {
    const found = known.get(sourcedId);
    if (found !== undefined && found.removedAt === null) return found;
    const isWrongItself = campus.unreadable.has(kind) || campus[kind]?.mentioned.has(sourcedId);
    if (found === undefined && isWrongItself) return undefined;
    const problem =
      found === undefined
        ? `${kind}.csv has no row with this id.`
        : `What ${kind}.csv says of this id is that it is gone.`;
    problems.error(place, { problem, advice: `Add the row to ${kind}.csv, or take this one out.` });
    return undefined;
  };
}
