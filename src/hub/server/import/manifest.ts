import type { Problems } from './problems.ts';
import { readTable } from './read-table.ts';
import type { Upload } from './read-upload.ts';
import { ManifestRowSchema } from './rows.ts';

/** `bulk`: the file is the whole list, what isn't in it has ended. `delta`: it holds only what has changed. */
export type Mode = 'bulk' | 'delta';

export type Manifest = {
  /** Undefined for files that aren't part of this export. */
  readonly modeOf: (name: string) => Mode | undefined;
};

const FILE = 'manifest.csv';
const FORM = { schema: ManifestRowSchema, columns: ['propertyName', 'value'] } as const;

/**
 * OneRoster's table of contents. It decides whether what is missing has ended, so it can't be done without.
 * `undefined` when it is missing or wrong, which is noted.
 */
export function readManifest(upload: Upload, problems: Problems): Manifest | undefined {
  const file = upload.get(FILE);
  if (file === undefined) {
    const problem = 'There is no manifest.csv, so nobody knows whether these files are whole lists.';
    const advice = 'Send OneRoster’s files with their manifest.csv.';
    problems.error({ file: FILE, row: null }, { problem, advice });
    return undefined;
  }
  const table = readTable(file.name, file.bytes, FORM, problems);
  if (table === undefined) return undefined;
  const values = new Map(table.rows.map(({ value }) => [value.propertyName.toLowerCase(), value.value]));
  const version = values.get('oneroster.version');
  if (version !== '1.1' && version !== '1.2') {
    const problem = `This is OneRoster ${version ?? 'of a version that isn’t named'}.`;
    const words = { problem, advice: 'Export OneRoster 1.2 or 1.1; oneroster.version says which it is.' };
    problems.error({ file: file.name, row: null, column: 'value' }, words);
    return undefined;
  }
  return { modeOf: (name) => modeIn(values.get(`file.${name.toLowerCase()}`)) };
}

function modeIn(value: string | undefined): Mode | undefined {
  const word = value?.toLowerCase();
  return word === 'bulk' || word === 'delta' ? word : undefined;
}
