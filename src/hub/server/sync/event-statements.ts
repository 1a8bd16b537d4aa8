import type Database from 'better-sqlite3';
import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';
import type { LedgerPoint } from '#domain/sync/frames.ts';

export type HeadRow = { readonly seq: number; readonly hash: Hash; readonly archivedSeq: number };

export type HeldRow = { readonly hash: Hash; readonly text: string; readonly flags: string | null };

type Statement<Given extends unknown[], Row = unknown> = Database.Statement<Given, Row>;

export type EventStatements = {
  readonly head: Statement<[KioskNumber, Epoch], HeadRow>;
  readonly highestOpening: Statement<[KioskNumber], number | null>;
  readonly event: Statement<[KioskNumber, Epoch, number], HeldRow>;
  readonly insert: Statement<unknown[]>;
  readonly between: Statement<[KioskNumber, Epoch, number, number], LedgerPoint>;
  readonly setFlags: Statement<unknown[]>;
  readonly putHead: Statement<unknown[]>;
  readonly raiseOpening: Statement<unknown[]>;
  readonly archive: Statement<unknown[]>;
};

/** The few statements that every event passes through, prepared once by hand. */
export function prepareEventStatements(sqlite: Database.Database): EventStatements {
  return {
    head: sqlite.prepare<[KioskNumber, Epoch], HeadRow>(
      'select seq, hash, archived_seq archivedSeq from ledger_heads where kiosk = ? and epoch = ?',
    ),
    highestOpening: sqlite
      .prepare<[KioskNumber], number | null>('select max(highest_opening) from ledger_heads where kiosk = ?')
      .pluck(),
    event: sqlite.prepare<[KioskNumber, Epoch, number], HeldRow>(
      'select hash, text, flags from events where kiosk = ? and epoch = ? and seq = ?',
    ),
    // By position: binding by name costs a third of the whole insert.
    insert: sqlite.prepare(
      `insert into events (kiosk, epoch, seq, id, type, session_id, at, text, hash, received_at, flags)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    ),
    between: sqlite.prepare<[KioskNumber, Epoch, number, number], LedgerPoint>(
      'select seq, hash from events where kiosk = ? and epoch = ? and seq between ? and ?',
    ),
    setFlags: sqlite.prepare('update events set flags = ? where kiosk = ? and epoch = ? and seq = ?'),
    putHead: sqlite.prepare(
      `insert into ledger_heads (kiosk, epoch, seq, hash, signature, highest_opening, first_at, updated_at)
       values (@kiosk, @epoch, @seq, @hash, @signature, @highestOpening, @at, @at)
       on conflict (kiosk, epoch) do update set seq = excluded.seq, hash = excluded.hash,
         signature = excluded.signature, highest_opening = max(highest_opening, excluded.highest_opening),
         updated_at = excluded.updated_at`,
    ),
    raiseOpening: sqlite.prepare(
      'update ledger_heads set highest_opening = max(highest_opening, ?) where kiosk = ?',
    ),
    archive: sqlite.prepare(
      `update ledger_heads set archived_seq = max(archived_seq, min(seq, @seq))
       where kiosk = @kiosk and epoch = @epoch`,
    ),
  };
}
