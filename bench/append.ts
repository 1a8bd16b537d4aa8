import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { CredentialTag, KioskNumber, PersonId, SessionId } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import { Clock } from '#platform/clock.ts';
import { newEpoch, newEventId } from '#platform/ids.ts';
import { openDatabase } from '#platform/sqlite.ts';
import { openLedger } from '../src/kiosk/engine/ledger/open-ledger.ts';

/** What one event costs in the ledger beside the same bytes in the same rows without one, both one durable transaction each. */
export type AppendFigures = {
  readonly name: 'append';
  readonly events: number;
  readonly ledgerPerSecond: number;
  readonly plainPerSecond: number;
  /** Ledger's rate by plain's, median of the rounds: 1 is "the ledger costs nothing". The goal is 0.8 or more. */
  readonly ratio: number;
  readonly ledgerP50Ms: number;
  readonly ledgerP99Ms: number;
  readonly plainP50Ms: number;
  readonly plainP99Ms: number;
};

type Row = { readonly seq: number; readonly text: string; readonly hash: string };

/** Both take turns in short rounds, first the one and then the other, so that whatever else the machine does meets both alike. */
const ROUNDS = 300;
const EVENTS_PER_ROUND = 40;

/** Measures on the disk that holds the system's temporary folder. */
export async function benchAppend(): Promise<AppendFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  const ledger = theLedger(folder);
  const plain = plainTable(folder);
  try {
    let rows = Array.from({ length: EVENTS_PER_ROUND }, ledger.append);
    const rounds = Array.from({ length: ROUNDS }, (_, round) => {
      const next: Row[] = [];
      const inLedger = () => rows.map(() => timed(() => next.push(ledger.append())));
      const inPlain = () => rows.map((row) => timed(() => plain.insert(row)));
      const [first, second] = round % 2 === 0 ? [inLedger(), inPlain()] : [inPlain(), inLedger()];
      rows = next;
      return round % 2 === 0 ? { ledger: first, plain: second } : { ledger: second, plain: first };
    });
    return figures(rounds);
  } finally {
    ledger.close();
    plain.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Round = { readonly ledger: readonly number[]; readonly plain: readonly number[] };

function figures(rounds: readonly Round[]): AppendFigures {
  const ledgerMs = rounds.flatMap(({ ledger }) => ledger);
  const plainMs = rounds.flatMap(({ plain }) => plain);
  return {
    name: 'append',
    events: ledgerMs.length,
    ledgerPerSecond: Math.round(perSecond(ledgerMs)),
    plainPerSecond: Math.round(perSecond(plainMs)),
    ratio: quantile(
      rounds.map(({ ledger, plain }) => perSecond(ledger) / perSecond(plain)),
      0.5,
    ),
    ledgerP50Ms: quantile(ledgerMs, 0.5),
    ledgerP99Ms: quantile(ledgerMs, 0.99),
    plainP50Ms: quantile(plainMs, 0.5),
    plainP99Ms: quantile(plainMs, 0.99),
  };
}

function theLedger(folder: string): { append: () => Row; close: () => void } {
  const migrations = join(import.meta.dirname, '../migrations/kiosk');
  const options = {
    folder,
    migrations,
    kiosk: 7 as KioskNumber,
    clock: new Clock(),
    newId: newEventId,
    newEpoch,
  };
  const opened = openLedger(options);
  if (!opened.ok) throw new Error(opened.error.text);
  const body = touch();
  const append = () => {
    const stored = opened.value.append('presentation', body);
    if (!stored.ok) throw new Error(stored.error.text);
    return stored.value;
  };
  return { append, close: () => opened.value.close() };
}

function touch(): EventBody<'presentation'> {
  const tag = '00112233445566778899aabbccddeeff' as CredentialTag;
  const personId = '0198c0de-0000-4000-8000-000000000001' as PersonId;
  const sessionId = '0198c0de-0000-5000-8000-000000000002' as SessionId;
  return { method: 'card', reader: 'door', tag, personId, directory: 12, sessionId, answer: 'present' };
}

function plainTable(folder: string): { insert: (row: Row) => void; close: () => void } {
  const opened = openDatabase(join(folder, 'plain.db'));
  if (!opened.ok) throw new Error(opened.error.text);
  const db = opened.value;
  db.exec(
    'create table event (position integer primary key, epoch_number integer, seq integer, text text, hash text)',
  );
  const insert = db.prepare('insert into event values (?, ?, ?, ?, ?)');
  return {
    insert: ({ seq, text, hash }) => {
      insert.run(2 ** 32 + seq, 1, seq, text, hash);
    },
    close: () => {
      db.close();
    },
  };
}

function timed(work: () => void): number {
  const before = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - before) / 1e6;
}

const perSecond = (ms: readonly number[]) => ms.length / (ms.reduce((sum, each) => sum + each, 0) / 1_000);

function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor((sorted.length - 1) * at)] ?? Number.NaN) * 1_000) / 1_000;
}

if (import.meta.main) {
  const { name, events, ratio, ...rest } = await benchAppend();
  process.stdout.write(`${name}: ${events} durable events, one a transaction\n`);
  process.stdout.write(
    `  ledger ${rest.ledgerPerSecond}/s, p50 ${rest.ledgerP50Ms} ms, p99 ${rest.ledgerP99Ms} ms\n`,
  );
  process.stdout.write(
    `  plain  ${rest.plainPerSecond}/s, p50 ${rest.plainP50Ms} ms, p99 ${rest.plainP99Ms} ms\n`,
  );
  process.stdout.write(`  ratio  ${ratio} (goal: 0.8 or more)\n`);
}
