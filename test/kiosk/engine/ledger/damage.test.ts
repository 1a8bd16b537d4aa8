import { createHash } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { randomFrom, testSeed } from '../../../support/seed.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ledgerIn, refusalIn } from './a-ledger.ts';
import { hubEvents, recordTouches } from './ledger-facts.ts';

/** A closed ledger of 41 events, all in its main file. */
function writtenLedger(): {
  readonly folder: string;
  readonly path: string;
  readonly texts: readonly string[];
} {
  const folder = temporaryFolder();
  const ledger = ledgerIn(folder);
  recordTouches(ledger, 40);
  ledger.appendHubEvents(hubEvents(5), { generation: null, run: null, position: 5 });
  const texts = ledger.read(0, 100, 1e6);
  ledger.close();
  return { folder, path: join(folder, 'ledger.db'), texts };
}

/** Flips the lowest bit of one byte of a text wherever the file has it: SQLite leaves stale copies where nothing refers to them. */
function flipIn(path: string, text: string, at: number): void {
  const bytes = readFileSync(path);
  const sound = Buffer.from(bytes);
  let start = sound.indexOf(text);
  if (start === -1) throw new Error('the file does not hold this text');
  for (; start !== -1; start = sound.indexOf(text, start + 1))
    bytes[start + at] = (bytes[start + at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

const digestOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Changes the file without its triggers, as somebody would who wants to hide something. */
function tamper(path: string, sql: string): void {
  const db = new Database(path);
  const triggers = db
    .prepare<[], { name: string; sql: string }>("select name, sql from sqlite_schema where type = 'trigger'")
    .all();
  for (const { name } of triggers) db.exec(`drop trigger "${name}"`);
  db.exec(sql);
  for (const trigger of triggers) db.exec(trigger.sql);
  db.close();
}

describe('at open', () => {
  it('one flipped bit in any event is found, and the file is left as it is', () => {
    const { folder, path, texts } = writtenLedger();
    const sound = readFileSync(path);
    const seed = testSeed();
    process.stderr.write(`flipped bits: MUSTER_SEED=${seed}\n`);
    const random = randomFrom(seed);
    for (let round = 0; round < 20; round++) {
      const text = texts[Math.floor(random() * texts.length)] ?? '';
      flipIn(path, text, Math.floor(random() * text.length));
      const damaged = digestOf(path);
      expect(refusalIn(folder)).toMatchObject({ kind: 'ledger-damaged', path });
      expect(digestOf(path)).toBe(damaged);
      writeFileSync(path, sound);
    }
    ledgerIn(folder);
  });

  it("one flipped bit in the hub's stream is found", () => {
    const { folder, path } = writtenLedger();
    const text = hubEvents(5)[2]?.text ?? '';
    flipIn(path, text, 20);
    const refusal = refusalIn(folder);
    expect(refusal.kind).toBe('ledger-damaged');
    expect(refusal.text).toContain("the hub's event 3 is not as it came");
  });

  it('the operator is told where the file is and what to do with it', () => {
    const { folder, path, texts } = writtenLedger();
    flipIn(path, texts[10] ?? '', 5);
    const { text } = refusalIn(folder);
    expect(text).toContain(path);
    expect(text).toContain('event 11 is not what was recorded');
    expect(text).toContain('safe place');
  });

  it('a missing event, a forged one, and a cut-off end that the hub has are found', () => {
    const missing = writtenLedger();
    tamper(missing.path, 'delete from event where seq = 20');
    expect(refusalIn(missing.folder).text).toContain('event 20 is missing');

    const forged = writtenLedger();
    tamper(forged.path, "update event set text = replace(text, 'no-session', 'present') where seq = 12");
    expect(refusalIn(forged.folder).text).toContain('event 12 is not what was recorded');

    const folder = temporaryFolder();
    const ledger = ledgerIn(folder);
    recordTouches(ledger, 9);
    ledger.recordAck({ ...ledger.head(), archivedSeq: 0 });
    ledger.close();
    tamper(join(folder, 'ledger.db'), 'delete from event where seq > 8');
    expect(refusalIn(folder).text).toContain('events 9 to 10, which the hub has, are gone');
  });

  it.each([
    'update epoch set archived_seq = archived_seq + 16',
    'update epoch set acked_seq = acked_seq | 1, acked_hash = (select hash from event where seq = acked_seq | 1)',
    'update epoch set kiosk = 3',
    'update state set feed_position = 1029',
    'update state set next_opening = 0',
  ])('a number that no chain speaks for is found to have changed: %s', (sql) => {
    const { folder, path } = writtenLedger();
    tamper(path, sql);
    expect(refusalIn(folder)).toMatchObject({ kind: 'ledger-damaged', damage: { found: 'structure' } });
  });

  it('a trigger that has changed is found, for it may guard nothing any more', () => {
    const { folder, path } = writtenLedger();
    const db = new Database(path);
    db.exec('drop trigger epoch_stays');
    db.close();
    expect(refusalIn(folder).text).toContain('its schema has changed');
  });

  it('a file that is cut short or no database at all is refused and kept', () => {
    const { folder, path } = writtenLedger();
    truncateSync(path, 20_000);
    const cut = digestOf(path);
    expect(refusalIn(folder).kind).toBe('ledger-damaged');
    expect(digestOf(path)).toBe(cut);

    writeFileSync(path, 'this was a shopping list, and never a database of any kind. '.repeat(100));
    const list = digestOf(path);
    expect(refusalIn(folder).kind).toBe('ledger-damaged');
    expect(digestOf(path)).toBe(list);
  });

  it('an event missing right after the pruned ones is found', () => {
    const folder = temporaryFolder();
    const ledger = ledgerIn(folder);
    recordTouches(ledger, 9);
    ledger.recordAck({ ...ledger.head(), archivedSeq: 6 });
    ledger.prune(6);
    ledger.close();
    tamper(join(folder, 'ledger.db'), 'delete from event where seq = 7');
    expect(refusalIn(folder).text).toContain('event 7 is missing');
  });
});
