import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { randomFrom, testSeed } from '../../../support/seed.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { directoryIn } from './a-directory.ts';
import { apply, bundle, MIGRATIONS, person, WHOLE } from './directory-facts.ts';
import { roomOf, rosterOf } from './two-directories.ts';

const asideIn = (folder: string) => readdirSync(folder).filter((name) => name.includes('set-aside'));

test('a damaged directory is set aside, an empty one begun, and the log says so', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'directory.db');
  writeFileSync(path, 'no database '.repeat(1000));
  const lines: string[] = [];
  const directory = directoryIn(folder, MIGRATIONS, lines);
  expect(directory.mark()).toBeNull();
  expect(asideIn(folder)).toHaveLength(1);
  expect(readFileSync(join(folder, asideIn(folder)[0] ?? ''), 'utf8')).toContain('no database');
  expect(lines.join()).toContain('directory set aside');
  apply(directory, bundle(1, WHOLE));
  expect(directory.nameOf(person(1))).toBe('Asha');
});

test('a document that is not what was stored counts as damage', () => {
  const folder = temporaryFolder();
  const before = directoryIn(folder);
  apply(before, bundle(1, WHOLE));
  before.close();
  const db = new Database(join(folder, 'directory.db'));
  db.exec("update document set text = replace(text, 'Asha', 'Eve') where doc_id like 'section:%'");
  db.close();
  const after = directoryIn(folder);
  expect(after.mark()).toBeNull();
  expect(after.nameOf(person(1))).toBeUndefined();
  expect(asideIn(folder).length).toBeGreaterThan(0);
});

test('a directory that a later program has changed is set aside too', () => {
  const folder = temporaryFolder();
  const later = temporaryFolder();
  cpSync(MIGRATIONS, later, { recursive: true });
  const path = join(later, 'directory/meta/_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8'));
  journal.entries.push({ ...journal.entries[0], idx: 1, tag: '0001_later' });
  writeFileSync(path, JSON.stringify(journal));
  writeFileSync(join(later, 'directory/0001_later.sql'), 'create table later (id integer primary key);');
  const ahead = directoryIn(folder, later);
  apply(ahead, bundle(1, WHOLE));
  ahead.close();
  expect(directoryIn(folder).mark()).toBeNull();
  expect(asideIn(folder).length).toBeGreaterThan(0);
});

// Two whole directories replace each other as fast as they can: with one the room is A and its roster is of people in A, with the other
// B. Whenever the kiosk is killed, it finds one or the other afterwards, never a room with the other's people.
test('a kiosk killed while its directory is replaced finds the old one or the new one, whole', async () => {
  const seed = testSeed();
  process.stderr.write(`swaps: MUSTER_SEED=${seed}\n`);
  const random = randomFrom(seed);
  const folder = temporaryFolder();
  const found = new Set<string | undefined>();
  for (let round = 0; round < 8; round++) {
    const script = join(import.meta.dirname, 'swapping-child.ts');
    const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const lines = createInterface(child.stdout);
    let swaps = 0;
    lines.on('line', () => {
      swaps += 1;
    });
    const ended = once(lines, 'close');
    while (swaps < 3) {
      if (child.exitCode !== null) throw new Error('the child ended by itself');
      await pause(2);
    }
    await pause(random() * 20);
    child.kill('SIGKILL');
    await ended;
    const directory = directoryIn(folder);
    const room = roomOf(directory);
    expect(rosterOf(directory)).toBe(room);
    expect(directory.rev()).toBe(room === 'A' ? 1 : 2);
    found.add(room);
    directory.close();
  }
  expect(asideIn(folder)).toEqual([]);
  expect([...found].every((room) => room === 'A' || room === 'B')).toBe(true);
}, 120_000);
