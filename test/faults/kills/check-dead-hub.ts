import Database from 'better-sqlite3';
import type { Epoch, Hash } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import { databasePath } from '../../../src/hub/server/store/hub-database.ts';

/** How far a kiosk believes that the hub has its ledger. */
export type Believed = {
  readonly kiosk: number;
  readonly epoch: Epoch;
  readonly acked: { readonly seq: number; readonly hash: Hash };
};

type Row = { readonly seq: number; readonly hash: Hash; readonly text: string };

/** What is wrong with the database of a hub that was killed; only at this moment a loss shows, because kiosks would send it again. */
export function checkDeadHub(hubData: string, believed: readonly Believed[]): string | undefined {
  const db = new Database(databasePath(hubData), { readonly: true });
  try {
    const check = String(db.pragma('integrity_check(1)', { simple: true }));
    if (check !== 'ok') return `integrity_check: ${check}`;
    return believed.map((one) => wrongLedger(db, one)).find((wrong) => wrong !== undefined);
  } finally {
    db.close();
  }
}

function wrongLedger(db: Database.Database, { kiosk, epoch, acked }: Believed): string | undefined {
  const rows = db
    .prepare<[number, string], Row>(
      'select seq, hash, text from events where kiosk = ? and epoch = ? order by seq',
    )
    .all(kiosk, epoch);
  const head = db
    .prepare<[number, string], { seq: number; hash: Hash }>(
      'select seq, hash from ledger_heads where kiosk = ? and epoch = ?',
    )
    .get(kiosk, epoch) ?? { seq: 0, hash: GENESIS };
  let last: Hash = GENESIS;
  for (const [index, { seq, hash, text }] of rows.entries()) {
    if (seq !== index + 1 || fastEventHash(epoch, seq, last, text) !== hash)
      return `kiosk ${kiosk}: event ${index + 1} is missing or changed`;
    last = hash;
  }
  if (head.seq !== rows.length || head.hash !== last) return `kiosk ${kiosk}: its head is not its last event`;
  const confirmed = acked.seq === 0 ? GENESIS : rows[acked.seq - 1]?.hash;
  return confirmed === acked.hash
    ? undefined
    : `event ${acked.seq} of kiosk ${kiosk} was acknowledged, and the hub has ${rows.length}`;
}
