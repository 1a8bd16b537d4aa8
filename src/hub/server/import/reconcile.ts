import type { ImportTable as CountedTable } from '#contracts/hub-api/imports.ts';
import type { EpochMs } from '#domain/ids.ts';
import type { ImportContext } from './import-context.ts';
import type { ImportTable } from './read-campus.ts';

type Row = { readonly sourcedId: string; readonly status?: 'active' | 'tobedeleted' };
type Stored = { readonly removedAt: EpochMs | null };
type StoredWith<Fields> = Stored & { readonly [Key in keyof Fields]: unknown };

export type Reconciliation<Value extends Row, Kept extends Stored, Fields> = {
  readonly counted: CountedTable;
  /** By `sourcedId`, also those that were removed. */
  readonly stored: ReadonlyMap<string, Kept>;
  /** What is to be kept of a row; `undefined` when it is wrong, which is noted. */
  readonly fieldsOf: (value: Value, row: number) => Fields | undefined;
  readonly add: (value: Value, fields: Fields) => void;
  /** Also of one that was removed and is back. */
  readonly change: (kept: Kept, fields: Fields) => void;
  readonly remove: (kept: Kept) => void;
};

/** Brings what is stored in step with a file. Nothing is ever erased: what isn't there any more is marked so. */
export function reconcile<Value extends Row, Kept extends StoredWith<Fields>, Fields extends object>(
  { count }: Pick<ImportContext, 'count'>,
  { rows, mode, mentioned }: ImportTable<Value>,
  work: Reconciliation<Value, Kept, Fields>,
): void {
  const { counted, stored, fieldsOf } = work;
  const end = (kept: Kept | undefined) => {
    if (kept === undefined || kept.removedAt !== null) return;
    work.remove(kept);
    count(counted, 'removed');
  };
  for (const { row, value } of rows) {
    const kept = stored.get(value.sourcedId);
    if (value.status === 'tobedeleted') end(kept);
    else {
      const fields = fieldsOf(value, row);
      if (fields !== undefined) count(counted, put(work, value, kept, fields));
    }
  }
  if (mode !== 'bulk') return;
  for (const [sourcedId, kept] of stored) if (!mentioned.has(sourcedId)) end(kept);
}

function put<Value extends Row, Kept extends StoredWith<Fields>, Fields extends object>(
  { add, change }: Reconciliation<Value, Kept, Fields>,
  value: Value,
  kept: Kept | undefined,
  fields: Fields,
): 'added' | 'changed' | 'unchanged' {
  if (kept === undefined) {
    add(value, fields);
    return 'added';
  }
  const before: StoredWith<Fields> = kept;
  const keys = Object.keys(fields) as (keyof Fields)[];
  if (keys.every((key) => before[key] === (fields[key] as unknown))) return 'unchanged';
  change(kept, fields);
  return 'changed';
}
