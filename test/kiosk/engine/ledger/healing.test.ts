import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';
import { eventHash } from '#domain/ledger/chain.ts';
import { eventPlace } from '#domain/ledger/event-place.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import { NO_FEED_CURSOR } from '#domain/sync/frames.ts';
import type { Ledger } from '../../../../src/kiosk/engine/ledger/ledger.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { healedLedgerIn, ledgerIn, refusalIn } from './a-ledger.ts';
import { hubEvents, recordTouches, touch, unwrap } from './ledger-facts.ts';

/** A closed ledger of 41 events and five of the hub's, the first 30 acknowledged; with its WAL as after a crash if wanted. */
function writtenLedger({ crashed = false, touches = 40 } = {}) {
  const folder = temporaryFolder();
  const ledger = ledgerIn(folder);
  recordTouches(ledger, touches);
  ledger.appendHubEvents(hubEvents(5), { ...NO_FEED_CURSOR, position: 5 });
  ledger.recordAck({ seq: 30, hash: ledger.hashAt(30) ?? ledger.head().hash, archivedSeq: 0 });
  unwrap(ledger.nextOpeningNumber());
  const texts = ledger.read(0, 1_000_000, 1e12);
  const epoch = ledger.epoch();
  if (!crashed) ledger.close();
  const at = crashed ? temporaryFolder() : folder;
  if (crashed) {
    for (const name of readdirSync(folder)) {
      if (!name.endsWith('-shm') && name !== 'kiosk.lock') copyFileSync(join(folder, name), join(at, name));
    }
    ledger.close();
  }
  return { folder: at, path: join(at, 'ledger.db'), texts, epoch };
}

function writtenLedgerIn(folder: string, touches: number): void {
  const ledger = ledgerIn(folder);
  for (let n = 0; n < touches; n += 1_000)
    ledger.appendMany(Array.from({ length: 1_000 }, (_, k) => touch(n + k)));
  ledger.close();
}

function change(path: string, edit: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path);
  edit(bytes);
  writeFileSync(path, bytes);
}

/** Overwrites every copy of a text in the file from its `at`-th byte on. */
function overwrite(path: string, text: string, at: number, by: string): void {
  change(path, (bytes) => {
    const sound = Buffer.from(bytes);
    for (let start = sound.indexOf(text); start !== -1; start = sound.indexOf(text, start + 1))
      bytes.write(by, start + at, 'latin1');
  });
}

const idsOf = (texts: readonly string[]) => texts.map((text) => unwrap(decodeEvent(text)).envelope.id);
const textsOf = (ledger: Ledger) => ledger.read(0, 1_000_000, 1e12);
/** The event that begins a healed ledger, and the one that says what became of the damaged one. */
const endsOf = (ledger: Ledger) => {
  const texts = textsOf(ledger);
  return [texts[0], texts.at(-1)].map((text) => unwrap(decodeEvent(text ?? '')).event?.body);
};
/** What is between the two. */
const carriedIn = (ledger: Ledger) => idsOf(textsOf(ledger).slice(1, -1));
const asideIn = (folder: string) => readdirSync(join(folder, 'set-aside'));

describe('a damaged ledger heals itself at open', () => {
  it('one rotten bit is put right again, and nothing is lost', () => {
    const { folder, path, texts, epoch } = writtenLedger();
    change(path, (bytes) => {
      const sound = Buffer.from(bytes);
      const text = texts[34] ?? '';
      for (let start = sound.indexOf(text); start !== -1; start = sound.indexOf(text, start + 1))
        bytes[start + 20] = (bytes[start + 20] ?? 0) ^ 4;
    });
    const damaged = readFileSync(path);
    const { ledger, healed } = healedLedgerIn(folder);
    expect(healed).toMatchObject([{ salvaged: 41, repaired: 1, unproven: 0, lost: 0, mayBeMore: false }]);
    expect(carriedIn(ledger)).toEqual(idsOf(texts));
    expect(ledger.epoch()).not.toBe(epoch);
    const [started, told] = endsOf(ledger);
    expect(started).toMatchObject({ reason: 'damaged', previous: { epoch, seq: 41 } });
    expect(told).toMatchObject({ found: 'chain', salvaged: 41, repaired: 1, lost: 0 });
    // Set aside to the byte, with words about it.
    const aside = join(folder, 'set-aside', asideIn(folder)[0] ?? '');
    expect(readFileSync(join(aside, 'ledger.db')).equals(damaged)).toBe(true);
    expect(readFileSync(join(aside, 'why.txt'), 'utf8')).toContain('event 35 is not what was recorded');
    expect(existsSync(join(folder, 'healing.json'))).toBe(false);
  });

  it('an event that is beyond repair is lost, counted, and not taken for true', () => {
    const { folder, path, texts } = writtenLedger();
    overwrite(path, texts[34] ?? '', 30, 'XXXXXXXX');
    const { ledger, healed } = healedLedgerIn(folder);
    expect(healed).toMatchObject([{ salvaged: 40, lost: 1, mayBeMore: false }]);
    const ids = idsOf(texts);
    expect(carriedIn(ledger)).toEqual([...ids.slice(0, 34), ...ids.slice(35)]);
  });

  it('what the hub has is not counted as lost', () => {
    const { folder, path, texts } = writtenLedger();
    overwrite(path, texts[10] ?? '', 30, 'XXXXXXXX');
    expect(healedLedgerIn(folder).healed).toMatchObject([{ salvaged: 40, lost: 0 }]);
  });

  it('an event whose predecessor is gone is kept and listed as unproven', () => {
    const { folder, path, epoch } = writtenLedger();
    const db = new Database(path);
    db.exec(
      'drop trigger event_kept_until_pruned; pragma secure_delete = on; delete from event where seq = 35',
    );
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.exec('vacuum');
    db.close();
    const { ledger, healed } = healedLedgerIn(folder);
    expect(healed).toMatchObject([{ salvaged: 40, unproven: 1, lost: 1, mayBeMore: false }]);
    expect(endsOf(ledger)[1]).toMatchObject({ unproven: 1, unprovenAt: [{ epoch, seq: 36 }] });
  });

  it('a file cut in the middle gives back what is left of it, and says that there may have been more', () => {
    const { folder, path, texts } = writtenLedger({ touches: 400 });
    truncateSync(path, 150_000);
    const { ledger, healed } = healedLedgerIn(folder);
    const ids = idsOf(texts);
    const carried = carriedIn(ledger);
    expect(carried.length).toBeGreaterThan(100);
    expect(ids).toEqual(expect.arrayContaining(carried));
    expect(healed).toMatchObject([{ lost: 401 - carried.length, mayBeMore: true }]);
  });

  it.each([
    ['of nothing but zeros', (path: string) => change(path, (bytes) => bytes.fill(0))],
    ['empty', (path: string) => truncateSync(path, 0)],
    ['gone', (path: string) => rmSync(path)],
    ['a shopping list', (path: string) => writeFileSync(path, 'milk, bread, six eggs. '.repeat(400))],
  ])(
    'where the file is %s the kiosk begins anew, and says how many events it knows to be gone',
    (_, damage) => {
      const { folder, path, epoch } = writtenLedger();
      damage(path);
      const { ledger, healed } = healedLedgerIn(folder);
      expect(healed).toMatchObject([{ salvaged: 0, lost: 11, mayBeMore: true }]);
      expect(endsOf(ledger)).toMatchObject([
        { reason: 'damaged', previous: { epoch, seq: 41 } },
        { lost: 11, mayBeMore: true },
      ]);
      expect(unwrap(ledger.nextOpeningNumber())).toBe(2);
      recordTouches(ledger, 1);
    },
  );

  it('a page that is all noise costs only its own rows, also where it held the way to all others', () => {
    const { folder, path, texts } = writtenLedger({ touches: 2_000 });
    const sound = readFileSync(path);
    const db = new Database(path, { readonly: true });
    const root =
      db.prepare<[], number>("select rootpage from sqlite_schema where name = 'event'").pluck().get() ?? 0;
    db.close();
    change(path, (bytes) => bytes.fill(0xa5, (root - 1) * 4096, root * 4096));
    expect(readFileSync(path).equals(sound)).toBe(false);
    const { ledger, healed } = healedLedgerIn(folder);
    expect(healed).toMatchObject([{ salvaged: 2_001, lost: 0 }]);
    expect(carriedIn(ledger)).toEqual(idsOf(texts));
  });

  it('without its WAL after a crash it goes on with what the file has, under a new epoch', () => {
    const { folder, path, epoch } = writtenLedger({ crashed: true });
    rmSync(`${path}-wal`);
    const { ledger, healed } = healedLedgerIn(folder);
    expect(healed).toMatchObject([{ damage: { found: 'cut-short' }, mayBeMore: true }]);
    expect(ledger.epoch()).not.toBe(epoch);
  });

  it('a WAL that has rotted in its middle gives back what stands behind', () => {
    const { folder, path, texts } = writtenLedger({ crashed: true });
    change(`${path}-wal`, (wal) => {
      const middle = 32 + Math.floor((wal.length - 32) / (24 + 4096) / 2) * (24 + 4096) + 24 + 8;
      wal[middle] = (wal[middle] ?? 0) ^ 1;
    });
    const { ledger, healed } = healedLedgerIn(folder);
    expect(healed).toMatchObject([{ damage: { found: 'cut-short' }, salvaged: 41, lost: 0 }]);
    expect(carriedIn(ledger)).toEqual(idsOf(texts));
  });

  it('an event that was being written, and came to nothing, is not taken for the one that was recorded in its place', () => {
    const { folder, path, texts } = writtenLedger({ crashed: true });
    // A WAL that still holds the page of a transaction which was never committed, with another 41st event.
    const elsewhere = temporaryFolder();
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(elsewhere, name));
    const db = new Database(join(elsewhere, 'ledger.db'));
    db.exec('drop trigger event_never_changes');
    const text = (texts[39] ?? '').replace('no-session', 'ambiguous-card');
    const before = db.prepare<[], string>('select hash from event where seq = 39').pluck().get() as Hash;
    const hash = eventHash(eventPlace(text)?.epoch as Epoch, 40, before, text);
    db.prepare('update event set text = ?, hash = ? where seq = 40').run(text, hash);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const stray = readFileSync(join(elsewhere, 'ledger.db'));
    const page = stray.subarray(Math.floor(stray.indexOf(text) / 4096) * 4096).subarray(0, 4096);
    const wal = readFileSync(`${path}-wal`);
    wal[32 + 24 + 100] = (wal[32 + 24 + 100] ?? 0) ^ 1;
    // First, where it would be found first.
    writeFileSync(
      `${path}-wal`,
      Buffer.concat([wal.subarray(0, 32), Buffer.alloc(24), page, wal.subarray(32)]),
    );
    const { ledger } = healedLedgerIn(folder);
    const carried = textsOf(ledger).slice(1, -1);
    expect(carried.filter((each) => each.includes('ambiguous-card'))).toEqual([]);
    expect(carriedIn(ledger)).toEqual(idsOf(texts));
  });

  it("takes the hub's events along that are as they came, and asks the hub for all of them again", () => {
    const { folder, path } = writtenLedger();
    overwrite(path, hubEvents(5)[2]?.text ?? '', 20, 'XXXX');
    const { ledger, healed } = healedLedgerIn(folder);
    expect(healed).toMatchObject([{ damage: { found: 'hub-stream' }, salvaged: 41, lost: 0 }]);
    const kept = ledger.hubEvents(0, 10, 1e6).events;
    expect(kept.map(({ seq }) => seq)).toEqual([1, 2, 4, 5]);
    expect(kept.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
    expect(ledger.feedCursor()).toEqual(NO_FEED_CURSOR);
  });

  it('an older file that is put under the kiosk alone is seen to be one', () => {
    const { folder, path } = writtenLedger();
    const older = readFileSync(path);
    const later = ledgerIn(folder);
    recordTouches(later, 10);
    later.close();
    writeFileSync(path, older);
    expect(healedLedgerIn(folder).healed).toMatchObject([
      { damage: { found: 'cut-short', detail: 'events 42 to 51 are gone' }, salvaged: 41, lost: 10 },
    ]);
  });

  it('damage that showed while the ledger was in use is healed at the next open', () => {
    const { folder, texts } = writtenLedger();
    const ledger = ledgerIn(folder);
    ledger.noteDamage('an index has an entry too many');
    ledger.close();
    const { ledger: next, healed } = healedLedgerIn(folder);
    expect(healed).toMatchObject([{ damage: { found: 'in-use', detail: 'an index has an entry too many' } }]);
    expect(carriedIn(next)).toEqual(idsOf(texts));
  });

  it('a page that goes bad under a ledger in use ends its use at once, and is healed at the next open', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'ledger.db');
    writtenLedgerIn(folder, 8_000);
    const ledger = ledgerIn(folder);
    // Far more than SQLite keeps in memory, so that it has to read the bad pages again.
    change(path, (bytes) => bytes.fill(0xa5, 200 * 4096, 300 * 4096));
    expect(() => ledger.read(0, 8_000, 1e12)).toThrow('damaged');
    expect(ledger.append('engine-started', { app: 'x' })).toMatchObject({
      ok: false,
      error: { kind: 'damaged' },
    });
    ledger.close();
    const { healed } = healedLedgerIn(folder);
    expect(healed).toMatchObject([{ damage: { found: 'structure' }, mayBeMore: false }]);
    expect(healed[0]?.salvaged).toBeGreaterThan(7_000);
  });

  it('heals again what was healed before, and keeps every file that was set aside', () => {
    const { folder, path, texts } = writtenLedger();
    for (let round = 1; round <= 3; round++) {
      const victim = texts[35 + round] ?? '';
      const body = victim.slice(0, victim.indexOf(',"epoch"'));
      const found = readFileSync(path).includes(body);
      if (found) overwrite(path, body, 30, 'XXXXXXXX');
      else rmSync(path);
      const { ledger } = healedLedgerIn(folder);
      ledger.close();
      expect(asideIn(folder)).toHaveLength(round);
    }
  });

  it('gives up on a disk that damages it again and again, in words for whoever can replace it', () => {
    const { folder, path } = writtenLedger();
    const now = new Date('2026-11-20T10:00:00Z');
    for (let n = 0; n < 5; n++)
      mkdirSync(join(folder, 'set-aside', `2026-11-20T09-4${n}-00.000Z`), { recursive: true });
    rmSync(path);
    const healing = { now: () => now, onHealed: () => undefined };
    const refusal = refusalIn(folder, { healing });
    expect(refusal.kind).toBe('ledger-damaged');
    expect(refusal.text).toContain('damaged 5 times within an hour');
    const tomorrow = { ...healing, now: () => new Date('2026-11-21T10:00:00Z') };
    ledgerIn(folder, { healing: tomorrow });
  });

  it("leaves another kiosk's ledger alone, damaged or not", () => {
    const { folder, path, texts } = writtenLedger();
    overwrite(path, texts[34] ?? '', 30, 'XXXXXXXX');
    const before = readFileSync(path);
    const healing = { now: () => new Date(), onHealed: () => undefined };
    expect(refusalIn(folder, { kiosk: 8 as KioskNumber, healing })).toMatchObject({ kind: 'other-kiosk' });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(join(folder, 'set-aside'))).toBe(false);
  });

  it('leaves the ledger of a newer program alone, damaged or not', () => {
    const { folder, path, texts } = writtenLedger();
    overwrite(path, texts[34] ?? '', 30, 'XXXXXXXX');
    change(path, (bytes) => bytes.writeUInt32BE(99, 60));
    const healing = { now: () => new Date(), onHealed: () => undefined };
    expect(refusalIn(folder, { healing }).kind).toBe('newer');
  });

  it('never gives an opening number twice, also where nothing says any more which it gave', () => {
    const { folder, path } = writtenLedger();
    rmSync(path);
    rmSync(join(folder, 'openings.json'));
    expect(unwrap(healedLedgerIn(folder).ledger.nextOpeningNumber())).toBeGreaterThan(2 ** 16);
  });
});
