import { join } from 'node:path';
import Database from 'better-sqlite3';

export type LedgerRow = {
  readonly epoch: string;
  readonly seq: number;
  readonly text: string;
  readonly hash: string;
};

function read<Row>(file: string, sql: string): readonly Row[] {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare<[], Row>(sql).all();
  } finally {
    database.close();
  }
}

/** Everything the kiosk has on its disk, read past the engine. */
export function kioskLedger(folder: string): readonly LedgerRow[] {
  return read(
    join(folder, 'kiosk', 'ledger.db'),
    'select epoch.epoch, seq, text, hash from event join epoch on epoch.number = epoch_number order by position',
  );
}

/** Everything the hub has on its disk of ledgers that are not its own, read past the server. */
export function hubCopy(folder: string): readonly LedgerRow[] {
  return read(
    join(folder, 'hub', 'hub.db'),
    'select epoch, seq, text, hash from events where kiosk > 0 order by kiosk, epoch, seq',
  );
}
