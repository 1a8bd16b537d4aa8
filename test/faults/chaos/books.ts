import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';

/** One event as it stands in a database: everything that must be the same on both sides. */
export type Row = {
  readonly epoch: Epoch;
  readonly seq: number;
  readonly text: string;
  readonly hash: Hash;
};

/** A place in a kiosk's ledger. */
export type Place = { readonly epoch: Epoch; readonly seq: number };

/** What a kiosk's ledger holds, oldest first. */
export function kioskRows(data: string): readonly Row[] {
  return read(kioskLedger(data), (db) =>
    db
      .prepare<[], Row>(
        `select epoch.epoch epoch, seq, text, hash from event
         join epoch on epoch.number = event.epoch_number order by epoch.number, seq`,
      )
      .all(),
  );
}

/** How far the kiosk believes that the hub has it. */
export function kioskAcked(data: string): Place | undefined {
  return read(kioskLedger(data), (db) =>
    db.prepare<[], Place>('select epoch, acked_seq seq from epoch order by number desc limit 1').get(),
  );
}

/** How far it believes that the hub has it in a verified backup: up to there it may delete. */
export function kioskArchived(data: string): Place | undefined {
  return read(kioskLedger(data), (db) =>
    db.prepare<[], Place>('select epoch, archived_seq seq from epoch order by number desc limit 1').get(),
  );
}

/** What SQLite says of a whole database: "ok", or what is wrong. */
export function soundnessOf(path: string): string {
  return read(path, (db) => String(db.pragma('integrity_check(1)', { simple: true })));
}

/** The hub's events that a kiosk was sent, in the order they came. */
export function hubRowsAtKiosk(data: string): readonly Row[] {
  return read(kioskLedger(data), (db) =>
    db
      .prepare<[], Row>('select epoch, seq, text, hash from hub_event where origin = 0 order by position')
      .all(),
  );
}

/** What the hub holds of one ledger. */
export function hubRows(data: string, kiosk: KioskNumber): readonly Row[] {
  return read(hubDatabase(data), (db) =>
    db
      .prepare<[number], Row>('select epoch, seq, text, hash from events where kiosk = ? order by epoch, seq')
      .all(kiosk),
  );
}

/** The hub's own events of one session, in their order. */
export function hubRowsOfSession(data: string, sessionId: string): readonly Row[] {
  return read(hubDatabase(data), (db) =>
    db
      .prepare<[string], Row>(
        'select epoch, seq, text, hash from events where kiosk = 0 and session_id = ? order by epoch, seq',
      )
      .all(sessionId),
  );
}

/** How far the hub has a ledger. */
export function hubHead(data: string, kiosk: KioskNumber, epoch: Epoch): number {
  return headIn(hubDatabase(data), kiosk, epoch);
}

/** How far a database of the hub, or a copy of it, has a ledger. */
export function headIn(path: string, kiosk: KioskNumber, epoch: Epoch): number {
  return read(path, (db) => {
    const head = db
      .prepare<[number, string], number>('select seq from ledger_heads where kiosk = ? and epoch = ?')
      .pluck();
    return head.get(kiosk, epoch) ?? 0;
  });
}

function kioskLedger(data: string): string {
  return join(data, 'kiosk', 'ledger.db');
}

function hubDatabase(data: string): string {
  return join(data, 'hub', 'hub.db');
}

function read<T>(path: string, query: (db: Database.Database) => T): T {
  const db = new Database(path, { readonly: true, timeout: 10_000 });
  try {
    return query(db);
  } finally {
    db.close();
  }
}
