import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import type { FingerBook } from '../../../../src/kiosk/engine/fingers/finger-book.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { NOOR, OKAFOR, TOMAS } from '../rig/campus.ts';
import { fingerBookIn, keysIn } from './a-finger-book.ts';

const DAY_MS = 24 * 60 * 60_000;
const START = Date.UTC(2026, 10, 16);

function open(folder: string, nowMs = START): FingerBook {
  const book = fingerBookIn(folder, nowMs);
  onTestFinished(() => book.close());
  return book;
}

/** A list with Noor at page 5 and Tomás at page 6 of one sensor. */
function withTwo(): { readonly folder: string; readonly book: FingerBook } {
  const folder = temporaryFolder();
  const book = open(folder);
  book.welcome('finger', { type: 1, capacity: 50, pages: [], marker: 'aa' });
  const more = { sensor: 'aa', reader: 'finger', consent: 'fingers-1', by: OKAFOR.id };
  book.add({ ...more, personId: NOOR.id, page: 5 });
  book.add({ ...more, personId: TOMAS.id, page: 6 });
  book.told(book.fingers());
  return { folder, book };
}

const people = (book: FingerBook): (PersonId | undefined)[] =>
  [5, 6].map((page) => book.personAt('aa', page));
const boxes = (folder: string): unknown[] => {
  const db = new Database(join(folder, 'fingers.db'), { readonly: true });
  const rows = db.prepare('select key, box from finger order by page').all();
  db.close();
  return rows;
};

describe('the list of fingers', () => {
  it('knows after a restart whose they are', () => {
    const { folder, book } = withTwo();
    book.close();
    expect(people(open(folder))).toEqual([NOOR.id, TOMAS.id]);
  });

  it('is sealed with another key after 90 days, and the old one is gone', () => {
    const { folder, book } = withTwo();
    const before = boxes(folder);
    const keyBefore = JSON.stringify(keysIn(folder).get('finger-keys'));
    book.rotateIfDue(START + 89 * DAY_MS);
    expect(boxes(folder).map((row) => (row as { key: number }).key)).toEqual([1, 1]);
    book.rotateIfDue(START + 90 * DAY_MS);
    expect(boxes(folder).map((row) => (row as { key: number }).key)).toEqual([2, 2]);
    expect(boxes(folder)).not.toEqual(before);
    const keys = Buffer.from(keysIn(folder).get('finger-keys') ?? []).toString();
    expect(Object.keys(JSON.parse(keys).keys)).toEqual(['2']);
    expect(keys).not.toBe(keyBefore);
    book.close();
    expect(people(open(folder, START + 91 * DAY_MS))).toEqual([NOOR.id, TOMAS.id]);
  });

  it('that was being sealed with another key when the power went is opened, and sealed at the next start', () => {
    const { folder, book } = withTwo();
    book.close();
    const keys = keysIn(folder);
    const ring = JSON.parse(Buffer.from(keys.get('finger-keys') ?? []).toString());
    const half = {
      ...ring,
      current: 2,
      keys: { ...ring.keys, 2: Buffer.alloc(32, 7).toString('base64url') },
    };
    keys.put('finger-keys', Buffer.from(JSON.stringify(half)));
    expect(people(open(folder))).toEqual([NOOR.id, TOMAS.id]);
    expect(boxes(folder).map((row) => (row as { key: number }).key)).toEqual([2, 2]);
    expect(Buffer.from(keysIn(folder).get('finger-keys') ?? []).toString()).not.toContain(ring.keys[1]);
  });

  it('believes no box that was put at another place', () => {
    const { folder, book } = withTwo();
    book.close();
    const db = new Database(join(folder, 'fingers.db'));
    db.exec(`update finger set box = (select box from finger where page = 5) where page = 6`);
    db.close();
    expect(people(open(folder))).toEqual([NOOR.id, undefined]);
  });

  it('knows nobody without its key', () => {
    const { folder, book } = withTwo();
    book.close();
    keysIn(folder).delete('finger-keys');
    expect(people(open(folder))).toEqual([undefined, undefined]);
  });

  it('keeps no name once the ledger and the sensor have forgotten, not even in the file’s gaps', () => {
    const { folder, book } = withTwo();
    book.remove(NOOR.id, { reason: 'asked', by: OKAFOR.id });
    const [noors] = boxes(folder) as { box: string }[];
    const { data } = JSON.parse(noors?.box ?? '{}') as { data: string };
    book.told(book.fingers().filter(({ told }) => !told));
    expect(book.fingers().find(({ page }) => page === 5)).toMatchObject({ state: 'erase', content: null });
    book.erased('aa', [5]);
    expect(book.fingers().map(({ page }) => page)).toEqual([6]);
    const file = Buffer.concat(
      ['fingers.db', 'fingers.db-wal'].map((name) => readFileSync(join(folder, name))),
    );
    const pieces = Array.from({ length: Math.floor(data.length / 16) }, (_, i) =>
      data.slice(16 * i, 16 * i + 16),
    );
    expect(pieces.filter((piece) => file.includes(piece))).toEqual([]);
  });

  it('keeps somebody who is forgotten until the ledger knows it, and nobody’s place from another', () => {
    const { book } = withTwo();
    book.remove(NOOR.id, { reason: 'asked', by: OKAFOR.id });
    book.erased('aa', [5]);
    expect(book.fingers()).toMatchObject([{ page: 5, state: 'erase', told: false }, { page: 6 }]);
    book.told(book.fingers());
    const more = { sensor: 'aa', reader: 'finger', consent: 'fingers-1', by: OKAFOR.id };
    book.add({ ...more, personId: OKAFOR.id, page: 5 });
    expect(book.fingers()).toMatchObject([{ page: 6 }, { page: 5, state: 'kept' }]);
    expect(book.personAt('aa', 5)).toBe(OKAFOR.id);
  });

  it('that is damaged is set aside, and an empty one begun', () => {
    const { folder, book } = withTwo();
    book.close();
    writeFileSync(join(folder, 'fingers.db'), Buffer.alloc(8_192, 0x5a));
    expect(open(folder).fingers()).toEqual([]);
  });
});
