import Database from 'better-sqlite3';
import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';
import { PUT_BACK_KEY } from '../store/hub-database.ts';
import { digestTables, type TableDigest } from './digest-tables.ts';

/** 4 MB between two words about how far it has come. */
const PAGES_AT_ONCE = 1_000;

export type CopiedHead = {
  readonly kiosk: KioskNumber;
  readonly epoch: Epoch;
  readonly seq: number;
  readonly hash: Hash;
};

/** What was in the database at the moment of the copy: what the copy must turn out to hold. */
export type Copied = { readonly heads: readonly CopiedHead[]; readonly tables: readonly TableDigest[] };

/**
 * Copies a database that others are writing to. Everything is read in one transaction, so the copy is of one moment, and writers
 * aren't held up. The copy is one plain file, marked so that a hub which is started on it knows that it lacks what came after.
 */
export async function copyDatabase(
  from: string,
  to: string,
  tell: (done: number, total: number) => void,
): Promise<Copied> {
  const source = new Database(from, { readonly: true, timeout: 10_000 });
  try {
    source.exec('begin');
    const copied = { heads: headsIn(source), tables: digestTables(source) };
    await source.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        tell(totalPages - remainingPages, totalPages);
        return PAGES_AT_ONCE;
      },
    });
    markAsCopy(to);
    return copied;
  } finally {
    source.close();
  }
}

export function headsIn(sqlite: Database.Database): readonly CopiedHead[] {
  return sqlite
    .prepare<[], CopiedHead>('select kiosk, epoch, seq, hash from ledger_heads order by kiosk, epoch')
    .all();
}

/** One file whatever it was before, that a hub knows for an older copy of itself. */
export function markAsCopy(path: string): void {
  const copy = new Database(path);
  try {
    // One file, to be put back by copying it.
    copy.pragma('journal_mode = DELETE');
    copy
      .prepare(
        'insert into hub_state (key, value) values (?, ?) on conflict do update set value = excluded.value',
      )
      .run(PUT_BACK_KEY, '1');
  } finally {
    copy.close();
  }
}
