import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { canonicalJson } from '#domain/canonical-json.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import type { Healed } from '../../../src/kiosk/engine/ledger/healing/heal-ledger.ts';
import type { Ledger } from '../../../src/kiosk/engine/ledger/ledger.ts';
import { openLedger } from '../../../src/kiosk/engine/ledger/open-ledger.ts';
import { checkWholeLedger } from '../../../src/kiosk/engine/self-check/check-whole-ledger.ts';
import { type Campaign, NOTHING_PLAYED, type Played, together } from '../campaign.ts';
import { Random } from '../sim/random.ts';
import { ledgerFrom, writeKioskLedger } from './write-kiosk-ledger.ts';

/**
 * One bit of a kiosk's ledger turned over: anywhere in a file that was closed well, or anywhere in the file and the WAL that a crash left.
 * Whatever changes a row or the schema must be found when the kiosk opens the ledger, or the night after. Then the kiosk opens, has every
 * event whose row was not hit, and takes nothing for an event that none was.
 */
export const kioskBitRot: Campaign = {
  name: 'kiosk-bit-rot',
  title: 'Bit rot in a kiosk’s ledger',
  unit: 'flipped bits',
  perTest: 200,
  atGate: 10_000,
  chunk: 500,
  run: (from, count) => Promise.resolve(playFlips(from, count)),
};

/** What the file says, as far as SQLite can read it: rows by table, and each as text. */
type Contents = ReadonlyMap<string, ReadonlySet<string>> | 'unreadable';

type Fixture = {
  readonly folder: string;
  readonly contents: Contents;
  readonly events: ReadonlyMap<string, string>;
  /** What each event said that was pruned: it may come to light again, and is true. */
  readonly pruned: ReadonlyMap<string, string>;
};

function playFlips(from: number, count: number): Played {
  const root = mkdtempSync(join(tmpdir(), 'muster-kiosk-rot-'));
  try {
    const [closed, crashed] = [join(root, 'closed'), join(root, 'crashed')];
    mkdirSync(closed);
    mkdirSync(crashed);
    const pruned = said(writeKioskLedger(closed, crashed));
    const fixtures = [fixtureOf(closed, pruned), fixtureOf(crashed, pruned)];
    const flips = Array.from({ length: count }, (_, index) => {
      const seed = from + index;
      const fixture = fixtures[seed % 2];
      if (fixture === undefined) throw new Error('no fixture');
      return playFlip(seed, fixture, join(root, 'flipped'));
    });
    return flips.reduce(together, NOTHING_PLAYED);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function playFlip(seed: number, fixture: Fixture, folder: string): Played {
  rmSync(folder, { recursive: true, force: true });
  copyFolder(fixture.folder, folder);
  const { where, isInWal } = flipOne(new Random(seed), folder);
  const contents = contentsOf(folder);
  const hurt = hurtTables(fixture.contents, contents);
  const told: Healed[] = [];
  const healing = { now: () => new Date(), onHealed: (healed: Healed) => void told.push(healed) };
  const options = { ...ledgerFrom(folder, seed + 1_000), healing };
  let opened = openLedger(options);
  let isFoundAtNight = false;
  if (opened.ok && told.length === 0) {
    const { damage } = checkWholeLedger(join(folder, 'ledger.db'));
    isFoundAtNight = damage !== null;
    if (damage !== null) {
      opened.value.noteDamage(damage);
      opened.value.close();
      opened = openLedger(options);
    }
  }
  const counts = countsOf(hurt, told, isFoundAtNight, isInWal);
  const play = (problems: readonly string[]): Played => ({
    failures: problems.map((problem) => `seed ${seed}, ${where}: ${problem}`),
    totals: counts,
    worst: {},
  });
  if (!opened.ok) return play([`the kiosk did not open: ${opened.error.text}`]);
  try {
    return play(problemsOf({ fixture, contents, hurt, isInWal }, opened.value, told));
  } finally {
    opened.value.close();
  }
}

type Hurt = { readonly tables: readonly string[] };
type Case = {
  readonly fixture: Fixture;
  readonly contents: Contents;
  readonly hurt: Hurt;
  readonly isInWal: boolean;
};

function problemsOf(
  { fixture, contents, hurt, isInWal }: Case,
  ledger: Ledger,
  told: readonly Healed[],
): string[] {
  const isFound = told.length > 0;
  const isTorn = isInWal && !isFound && hasOnlyLostItsEnd(fixture.contents, contents);
  if (hurt.tables.length > 0 && !isFound && !isTorn)
    return [`${hurt.tables.join(', ')} changed, and nobody noticed`];
  const [healed] = told;
  const here = eventsIn(ledger);
  const own = new Set(['epoch-started', 'ledger-healed']);
  const recorded = new Map([...fixture.pruned, ...fixture.events]);
  const wrong = [...here].filter(([id, text]) => recorded.get(id) !== text && !isOwn(text, own));
  const gone = [...fixture.events.keys()].filter((id) => !here.has(id));
  // A flip hits one row; and what it hit in the WAL may be the row with all that came in its page's last state.
  const mayBeGone = isTorn ? 1 : (healed?.lost ?? 0);
  const problems: string[] = [];
  if (wrong.length > (healed?.unproven ?? 0))
    problems.push(`${wrong.length} events were taken for true that were not recorded`);
  if (gone.length > Math.max(mayBeGone, 1))
    problems.push(`${gone.length} events are gone, and ${mayBeGone} were said to be`);
  return problems;
}

function isOwn(text: string, types: ReadonlySet<string>): boolean {
  const { type } = JSON.parse(text) as { type: string };
  return types.has(type);
}

/** What each event says, without where it stands, by its id. */
function eventsIn(ledger: Pick<Ledger, 'all'>): ReadonlyMap<string, string> {
  return said([...ledger.all()].map(({ text }) => text));
}

function said(texts: readonly string[]): ReadonlyMap<string, string> {
  const events = texts.map((text) => {
    const decoded = decodeEvent(text);
    if (!decoded.ok) throw new Error('the ledger gave out what is no event');
    const { id, type, clock, body } = decoded.value.envelope;
    return [id, canonicalJson({ id, type, clock, body })] as const;
  });
  return new Map(events);
}

function fixtureOf(folder: string, pruned: ReadonlyMap<string, string>): Fixture {
  const copy = `${folder}-read`;
  copyFolder(folder, copy);
  const opened = openLedger(ledgerFrom(copy, 2));
  if (!opened.ok) throw new Error(opened.error.text);
  const events = eventsIn(opened.value);
  opened.value.close();
  return { folder, contents: contentsOf(folder), events, pruned };
}

function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from))
    if (!name.endsWith('-shm')) copyFileSync(join(from, name), join(to, name));
}

/** Turns one bit over, in the file or in its WAL, each as likely as it is large. */
function flipOne(random: Random, folder: string): { readonly where: string; readonly isInWal: boolean } {
  const files = ['ledger.db', 'ledger.db-wal'].filter((name) => existsSync(join(folder, name)));
  const bytes = files.map((name) => readFileSync(join(folder, name)));
  const total = bytes.reduce((sum, { length }) => sum + length, 0);
  let at = random.whole(0, total - 1);
  const index = at < (bytes[0]?.length ?? 0) ? 0 : 1;
  if (index === 1) at -= bytes[0]?.length ?? 0;
  const [name, content] = [files[index] ?? '', bytes[index]];
  if (content === undefined) throw new Error('there is no such file');
  const bit = random.whole(0, 7);
  content[at] = (content[at] ?? 0) ^ (1 << bit);
  writeFileSync(join(folder, name), content);
  return { where: `bit ${bit} of byte ${at} of ${name}`, isInWal: index === 1 };
}

/** Reads a copy, so that looking changes nothing. */
function contentsOf(folder: string): Contents {
  const copy = `${folder}-look`;
  rmSync(copy, { recursive: true, force: true });
  copyFolder(folder, copy);
  let db: Database.Database | undefined;
  try {
    db = new Database(join(copy, 'ledger.db'), { readonly: true });
    const reading = db;
    const rows = (sql: string) =>
      new Set(
        reading
          .prepare<[], object>(sql)
          .all()
          .map((row) => JSON.stringify(row)),
      );
    const tables = ['event', 'epoch', 'hub_event', 'state'];
    return new Map([
      ['schema', rows('select type, name, tbl_name, sql from sqlite_schema')],
      ...tables.map((table) => [table, rows(`select * from ${table} order by rowid`)] as const),
    ]);
  } catch {
    return 'unreadable';
  } finally {
    db?.close();
    rmSync(copy, { recursive: true, force: true });
  }
}

function hurtTables(sound: Contents, now: Contents): Hurt {
  if (sound === 'unreadable') throw new Error('the ledger was damaged before anything was done to it');
  if (now === 'unreadable') return { tables: ['everything'] };
  const tables = [...sound].filter(([table, rows]) => !areEqual(rows, now.get(table) ?? new Set()));
  return { tables: tables.map(([table]) => table) };
}

function areEqual(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((row) => other.has(row));
}

/** A bit of the WAL's last transaction is like a power cut in the middle of writing it: nobody can tell the two apart. */
function hasOnlyLostItsEnd(sound: Contents, now: Contents): boolean {
  if (sound === 'unreadable' || now === 'unreadable') return false;
  return [...sound].every(([table, rows]) => {
    const left = now.get(table) ?? new Set();
    const lost = [...rows].filter((row) => !left.has(row)).length;
    return table === 'event' ? lost <= 1 && [...left].every((row) => rows.has(row)) : lost === 0;
  });
}

function countsOf(
  { tables }: Hurt,
  told: readonly Healed[],
  isFoundAtNight: boolean,
  isInWal: boolean,
): Readonly<Record<string, number>> {
  const found = told.length > 0 ? 1 : 0;
  const [healed] = told;
  if (tables.length === 0)
    return { 'flips that changed nothing that is read': 1, '… found all the same': found };
  return {
    'flips that changed rows or the schema': 1,
    '… found at open': isFoundAtNight ? 0 : found,
    '… found at night': isFoundAtNight ? 1 : 0,
    '… like a torn last transaction': found === 0 && isInWal ? 1 : 0,
    'events put right again': healed?.repaired ?? 0,
    'events lost': healed?.lost ?? 0,
    'events kept unproven': healed?.unproven ?? 0,
  };
}
