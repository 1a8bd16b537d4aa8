import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databasePath } from '../../../src/hub/server/store/hub-database.ts';
import { openHubDatabase, restoringFile } from '../../../src/hub/server/store/open-hub-database.ts';
import { startTestHub } from '../../hub/support/test-hub.ts';

/*
 * An administrator puts a backup back, and the machine's power goes in the middle of it: here the command is killed, again and again,
 * each time a little later. Whatever is left is the old database whole, the new one whole, or a folder that says "restore again".
 */

const MUSTER = join(import.meta.dirname, '../../../src/hub/server/tools/index.ts');
const KILLS = 14;

let root: string;

function muster(...argv: readonly string[]) {
  const child = spawn(process.execPath, [MUSTER, ...argv], { stdio: 'ignore' });
  return { child, ended: new Promise<number | null>((resolve) => child.once('exit', resolve)) };
}

/** What stands in the database; undefined: no hub starts on it, and the words say to restore again. */
function contents(data: string): unknown {
  const opened = openHubDatabase(data);
  if (!opened.ok) {
    expect(opened.error).toContain('restore');
    return undefined;
  }
  const value = opened.value.state('story') ?? 'nothing';
  expect(opened.value.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  opened.value.close();
  return value;
}

/** Leaves a log beside the file, as a hub does that was killed. */
function tellStory(data: string, story: string): void {
  const db = new Database(databasePath(data));
  db.prepare('insert or replace into hub_state (key, value) values (?, ?)').run('story', story);
  db.close();
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'muster-restore-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a restore that is killed at any moment leaves nothing half-restored', async () => {
  const data = join(root, 'data');
  const backups = join(root, 'backups');
  const { hub } = await startTestHub({}, { folder: data });
  await hub.close();
  tellStory(data, 'of the backup');
  expect(await muster('backup', `--data=${data}`, `--backups=${backups}`).ended).toBe(0);
  const startedAt = performance.now();
  expect(await muster('restore', `--data=${data}`, `--from=${backups}`).ended).toBe(0);
  const tookMs = performance.now() - startedAt;

  const seen = new Set<unknown>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    tellStory(data, 'of today');
    const { child, ended } = muster('restore', `--data=${data}`, `--from=${backups}`);
    await sleep((tookMs * (0.4 + 0.6 * (kill / KILLS))) | 0);
    child.kill('SIGKILL');
    await ended;
    const left = contents(data);
    expect([undefined, 'of today', 'of the backup']).toContain(left);
    expect(left === undefined).toBe(existsSync(restoringFile(data)));
    seen.add(left);
    // What was there is kept, whatever became of the rest.
    if (left !== 'of today') expect(keptStories(data)).toContain('of today');
    if (left === undefined) {
      expect(await muster('restore', `--data=${data}`, `--from=${backups}`).ended).toBe(0);
      expect(contents(data)).toBe('of the backup');
    }
  }
  expect(await muster('restore', `--data=${data}`, `--from=${backups}`).ended).toBe(0);
  expect(readdirSync(join(data, 'hub')).filter((name) => /coming|checking/.test(name))).toEqual([]);
  // Killed before it had done anything at least once, or the moments were badly chosen.
  expect(seen).toContain('of today');
});

function keptStories(data: string): readonly unknown[] {
  const folder = join(data, 'hub');
  const kept = readdirSync(folder).filter((name) => name.startsWith('replaced-'));
  return kept.map((name) => {
    const db = new Database(join(folder, name, 'hub.db'), { readonly: true });
    const story = db.prepare("select value from hub_state where key = 'story'").pluck().get();
    db.close();
    return story;
  });
}
