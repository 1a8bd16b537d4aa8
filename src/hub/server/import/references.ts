import type { EpochMs } from '#domain/ids.ts';
import type { ImportContext } from './import-context.ts';
import type { Place } from './problems.ts';
import type { ImportTable } from './read-campus.ts';

export function bySourcedId<Kept extends { readonly sourcedId: string }>(
  rows: readonly Kept[],
): ReadonlyMap<string, Kept> {
  return new Map(rows.map((row) => [row.sourcedId, row]));
}

type Target<Kept> = {
  /** The file that what is referred to comes from. */
  readonly name: string;
  readonly known: ReadonlyMap<string, Kept>;
};

/**
 * Finds what a cell refers to. What isn't there, or has been removed, is an error of the row that refers to it, unless the row
 * it means is wrong itself.
 */
export function refer<Kept extends { readonly removedAt: EpochMs | null }>(
  { problems }: Pick<ImportContext, 'problems'>,
  table: ImportTable<unknown> | undefined,
  { name, known }: Target<Kept>,
): (place: Place, sourcedId: string) => Kept | undefined {
  return (place, sourcedId) => {
    const found = known.get(sourcedId);
    if (found !== undefined && found.removedAt === null) return found;
    if (found === undefined && table?.mentioned.has(sourcedId)) return undefined;
    const problem =
      found === undefined
        ? `${name} has no row with this id.`
        : `What ${name} says of this id is that it is gone.`;
    problems.error(place, { problem, advice: `Add the row to ${name}, or take this one out.` });
    return undefined;
  };
}
