import type { z } from 'zod';
import { wordsIn } from './columns.ts';
import type { Problems } from './problems.ts';
import { type Csv, readCsv } from './read-csv.ts';

/** A file's rows that are in order, each with its place. */
export type Table<Value> = {
  readonly file: string;
  readonly rows: readonly { readonly row: number; readonly value: Value }[];
  /** `sourcedId` of every row, also of those that are wrong: whoever refers to one of these isn't at fault. */
  readonly mentioned: ReadonlySet<string>;
  /** The same of `identifier`, in files that have it. */
  readonly identifiers: ReadonlySet<string>;
};

export type TableForm<Schema extends z.ZodObject> = {
  readonly schema: Schema;
  /** Columns without which the file makes no sense. */
  readonly columns: readonly (keyof z.input<Schema> & string)[];
  /** Whether the header alone may be meant. */
  readonly mayBeEmpty?: boolean;
};

/** Reads one file and checks each of its rows; whatever is wrong is noted. `undefined` if nothing of it can be used. */
export function readTable<Schema extends z.ZodObject>(
  file: string,
  bytes: Uint8Array,
  { schema, columns, mayBeEmpty = false }: TableForm<Schema>,
  problems: Problems,
): Table<z.infer<Schema>> | undefined {
  const read = readCsv(bytes);
  if (!read.ok) {
    const { row, ...words } = read.error;
    problems.error({ file, row }, words);
    return undefined;
  }
  const places = placesOf(file, read.value, [...Object.keys(schema.shape)], columns, problems);
  if (places === undefined) return undefined;
  if (read.value.rows.length === 0 && !mayBeEmpty) {
    problems.error(
      { file, row: null },
      { problem: 'The file has no rows but its header.', advice: 'Leave the file out, or export it again.' },
    );
    return undefined;
  }
  return checkRows(file, read.value, schema, places, problems);
}

/** Where each column that is used stands in the file. */
function placesOf(
  file: string,
  { header }: Csv,
  used: readonly string[],
  needed: readonly string[],
  problems: Problems,
): ReadonlyMap<string, number> | undefined {
  const names = header.map((name) => name.toLowerCase());
  const places = new Map<string, number>();
  for (const column of used) {
    const place = names.indexOf(column.toLowerCase());
    if (place >= 0) places.set(column, place);
    if (place !== names.lastIndexOf(column.toLowerCase())) {
      const advice = 'Keep one of them.';
      problems.error({ file, row: 1, column }, { problem: 'There are two columns of this name.', advice });
    }
  }
  const missing = needed.filter((column) => !places.has(column));
  for (const column of missing) {
    const advice = `The first row must name the columns: ${needed.join(', ')}.`;
    problems.error({ file, row: 1, column }, { problem: 'There is no such column.', advice });
  }
  return missing.length === 0 ? places : undefined;
}

function checkRows<Schema extends z.ZodObject>(
  file: string,
  { header, rows }: Csv,
  schema: Schema,
  places: ReadonlyMap<string, number>,
  problems: Problems,
): Table<z.infer<Schema>> {
  const good: { row: number; value: z.infer<Schema> }[] = [];
  const raw = rows.map(({ row, cells }) => ({
    row,
    isTooLong: cells.slice(header.length).some((cell) => cell !== ''),
    cells: Object.fromEntries(Array.from(places, ([column, place]) => [column, cells[place] ?? ''])),
  }));
  const firstRows = new Map(raw.map(({ row, cells }) => [cells['sourcedId'], row] as const).toReversed());
  for (const { row, isTooLong, cells } of raw) {
    const checked = schema.safeParse(cells);
    const first = cells['sourcedId'] ? firstRows.get(cells['sourcedId']) : row;
    const ofCells = [...sameId(first ?? row, row), ...(checked.error?.issues ?? []).map(cellProblem)];
    // Where there are too many, none of them is what its column says.
    const wrong = isTooLong ? [TOO_MANY_FIELDS] : ofCells;
    for (const { column, ...words } of wrong) problems.error({ file, row, column }, words);
    if (checked.success && wrong.length === 0) good.push({ row, value: checked.data });
  }
  const all = (column: string) =>
    new Set(raw.map(({ cells }) => cells[column] ?? '').filter((id) => id !== ''));
  return { file, rows: good, mentioned: all('sourcedId'), identifiers: all('identifier') };
}

const TOO_MANY_FIELDS = {
  column: null,
  problem: 'The row has more fields than the header has columns.',
  advice: 'Put text that holds a separator in quotation marks.',
};

function cellProblem({ path, message }: Pick<z.core.$ZodIssue, 'path' | 'message'>) {
  return { column: String(path[0] ?? ''), ...wordsIn(message) };
}

function sameId(first: number, row: number) {
  if (first === row) return [];
  const advice = 'Each row needs an id of its own.';
  return [{ column: 'sourcedId', problem: `Row ${first} has the same id.`, advice }];
}
