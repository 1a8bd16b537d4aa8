import type { EpochMs, Hash } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import { project } from '../../../src/hub/server/ledger/project.ts';
import { databasePath, type HubDatabase, PUT_BACK_KEY } from '../../../src/hub/server/store/hub-database.ts';
import { openHubDatabase } from '../../../src/hub/server/store/open-hub-database.ts';
import { EventStore } from '../../../src/hub/server/sync/event-store.ts';
import { isSignedByKey } from '../../../src/hub/server/sync/signatures.ts';
import { damageIn } from './check-kiosk.ts';
import { INSTITUTION, PushingKiosk } from './hub-fleet.ts';
import { promisesOf } from './promises.ts';

type Head = {
  readonly kiosk: number;
  readonly epoch: string;
  readonly seq: number;
  readonly hash: Hash;
  readonly archivedSeq: number;
};
type Row = { readonly seq: number; readonly hash: Hash; readonly text: string };

/** Opens what a cut left of a hub's folder, as the hub would; what of all it had promised doesn't hold. */
export function checkHub(folder: string, said: readonly string[]): string | undefined {
  const opened = openHubDatabase(folder);
  if (!opened.ok) return `it doesn't open: ${opened.error}`;
  const db = opened.value;
  try {
    const problem = brokenPromise(db, said) ?? outOfStep(db) ?? refusedPush(db);
    if (problem !== undefined) return problem;
  } finally {
    db.close();
  }
  return damageIn(databasePath(folder));
}

function brokenPromise(db: HubDatabase, said: readonly string[]): string | undefined {
  const promises = promisesOf(said);
  const written = Number(db.state('written') ?? 0);
  if (written < Number(promises('state').at(-1)?.[0] ?? 0)) return 'what was written into its state is lost';
  const heads = new Map(readHeads(db).map((head) => [`${head.kiosk} ${head.epoch}`, head]));
  const lastOf = (first: string) =>
    new Map<string, readonly string[]>(
      promises(first).map(([kiosk, epoch, ...rest]) => [`${kiosk} ${epoch}`, rest] as const),
    );
  const [promised, archived] = [lastOf('head'), lastOf('archived')];
  const lost = [...promised.keys()].find((ledger) => !heads.has(ledger));
  if (lost !== undefined) return `ledger ${lost} is lost`;
  for (const [ledger, head] of heads) {
    const broken =
      brokenLedger(db, head, promised.get(ledger)) ??
      brokenArchive(head, Number(archived.get(ledger)?.[0] ?? 0));
    if (broken !== undefined) return `ledger ${ledger}: ${broken}`;
  }
  return db.state(PUT_BACK_KEY) === undefined ? undefined : 'it takes itself for an older copy';
}

function readHeads(db: HubDatabase): readonly Head[] {
  return db.sqlite
    .prepare('select kiosk, epoch, seq, hash, archived_seq archivedSeq from ledger_heads')
    .all() as Head[];
}

function brokenArchive({ seq, archivedSeq }: Head, promised: number): string | undefined {
  if (archivedSeq < promised) return 'an archive mark is lost';
  return archivedSeq > seq ? 'more is archived than there is' : undefined;
}

function brokenLedger(
  db: HubDatabase,
  head: Head,
  [promisedSeq, promisedHash]: readonly string[] = [],
): string | undefined {
  const rows = db.sqlite
    .prepare('select seq, hash, text from events where kiosk = ? and epoch = ? order by seq')
    .all(head.kiosk, head.epoch) as Row[];
  if (rows.length !== head.seq) return `${rows.length} events, and its head is ${head.seq}`;
  let before: Hash = GENESIS;
  for (const [index, { seq, hash, text }] of rows.entries()) {
    if (seq !== index + 1) return `event ${index + 1} is missing`;
    if (fastEventHash(head.epoch as never, seq, before, text) !== hash)
      return `event ${seq} breaks the chain`;
    before = hash;
  }
  if (before !== head.hash) return 'its head is not its last event';
  if (promisedSeq !== undefined && rows[Number(promisedSeq) - 1]?.hash !== promisedHash)
    return `${promisedSeq} events were promised, ${rows.length} are there`;
  return undefined;
}

/** What is looked up beside the events has to be what they say. */
function outOfStep(db: HubDatabase): string | undefined {
  const told = db.sqlite
    .prepare("select count(distinct session_id) from events where type = 'opening-started'")
    .pluck()
    .get();
  const found = db.sqlite.prepare('select count(*) from openings').pluck().get();
  if (told !== found) return `${String(told)} openings were recorded and ${String(found)} are looked up`;
  const orphans = db.sqlite.pragma('foreign_key_check') as unknown[];
  return orphans.length === 0 ? undefined : 'rows have lost what they belong to';
}

/** It also has to work. */
function refusedPush(db: HubDatabase): string | undefined {
  const store = new EventStore({
    sqlite: db.sqlite,
    institutionId: INSTITUTION,
    now: () => Date.now() as EpochMs,
    isSignedBy: isSignedByKey,
    project: (stored) => project(db, stored),
    onStored: () => undefined,
    onAlarm: () => undefined,
  });
  const [outcome] = store.ingest([new PushingKiosk(77).push(3, () => true)]);
  return outcome?.kind === 'stored' ? undefined : `it takes no push: ${outcome?.kind}`;
}
