import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Command } from '#platform/command-line/command.ts';
import { databasePath } from '../../src/hub/server/store/hub-database.ts';
import { openHubDatabase, restoringFile } from '../../src/hub/server/store/open-hub-database.ts';
import { backupCommand } from '../../src/hub/server/tools/backup-command.ts';
import { restoreCommand } from '../../src/hub/server/tools/restore-command.ts';
import { verifyCommand } from '../../src/hub/server/tools/verify-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { signedInAdmin, startTestHub, type TestHub } from './support/test-hub.ts';

type Ran = { readonly code: number; readonly out: string; readonly notes: string };

async function run(command: Command, ...argv: readonly string[]): Promise<Ran> {
  let [out, notes] = ['', ''];
  const prepared = command.prepare({ argv: [...argv], env: {} });
  if (!prepared.ok) throw new Error(prepared.error);
  const code = await prepared.value({
    out: (text) => {
      out += text;
    },
    note: (text) => {
      notes += text;
    },
    isLive: false,
  });
  return { code, out, notes };
}

/** A hub that has recorded something, with a backup of it, and then a little more. */
async function hubWithBackup(): Promise<{ readonly test: TestHub; readonly backups: string }> {
  const test = await startTestHub();
  const backups = temporaryFolder();
  expect(await run(backupCommand, `--data=${test.folder}`, `--backups=${backups}`)).toMatchObject({
    code: 0,
  });
  test.hub.parts.db.setState('after the backup', 'yes');
  return { test, backups };
}

/** Turns bits round in the middle of a file, as rot does. */
function spoil(path: string, at: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(600, 0xa5), 0, 600, at);
  closeSync(file);
}

const stateOf = (folder: string, key: string) =>
  new Database(databasePath(folder), { readonly: true })
    .prepare('select value from hub_state where key = ?')
    .pluck()
    .get(key);

describe('muster hub backup', () => {
  it('copies the database of a running hub, and says that the copy can be restored', async () => {
    const { test, backups } = await hubWithBackup();
    const again = await run(backupCommand, `--data=${test.folder}`, `--backups=${backups}`);
    expect(again.out).toMatch(/holds \d+ events? of \d+ ledgers?, and can be restored/);
    expect(readdirSync(backups).filter((name) => name.endsWith('.db'))).toHaveLength(2);
    await test.stop();
  });

  it('keeps copies from other users of the machine, whatever the folder allows', async () => {
    const { test, backups } = await hubWithBackup();
    const [copy] = readdirSync(backups).filter((name) => name.endsWith('.db'));
    expect(statSync(join(backups, String(copy))).mode & 0o077).toBe(0);
    await test.stop();
  });

  it('says where to look when there is no hub', async () => {
    const ran = await run(backupCommand, `--data=${temporaryFolder()}`, `--backups=${temporaryFolder()}`);
    expect(ran).toMatchObject({ code: 3, notes: expect.stringContaining('--data=FOLDER') });
  });
});

describe('muster hub restore', () => {
  it('refuses while a hub runs on the folder, and changes nothing', async () => {
    const { test, backups } = await hubWithBackup();
    const ran = await run(restoreCommand, `--data=${test.folder}`, `--from=${backups}`);
    expect(ran).toMatchObject({ code: 3, notes: expect.stringContaining('Stop it first') });
    expect(stateOf(test.folder, 'after the backup')).toBe('yes');
    await test.stop();
  });

  it('puts the newest backup in place and keeps what was there, with all of its log', async () => {
    const { test, backups } = await hubWithBackup();
    await test.hub.close();
    const ran = await run(restoreCommand, `--data=${test.folder}`, `--from=${backups}`);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('Now start the hub.');
    expect(stateOf(test.folder, 'after the backup')).toBeUndefined();
    const aside = /What was there before is in (\S+)\./.exec(ran.out)?.[1] ?? '';
    const old = new Database(join(aside, 'hub.db'), { readonly: true });
    expect(old.prepare('select value from hub_state where key = ?').pluck().get('after the backup')).toBe(
      'yes',
    );
    old.close();
    // And it can be undone in the same way.
    const undone = await run(restoreCommand, `--data=${test.folder}`, `--from=${join(aside, 'hub.db')}`);
    expect(undone.code).toBe(0);
    expect(stateOf(test.folder, 'after the backup')).toBe('yes');
    const restarted = await startTestHub({}, { folder: test.folder });
    expect((await (await signedInAdmin(restarted.hub)).get('/api/v1/kiosks')).status).toBe(200);
    await restarted.stop();
  });

  it('refuses a backup that is not whole, and changes nothing', async () => {
    const { test, backups } = await hubWithBackup();
    await test.hub.close();
    const [copy] = readdirSync(backups).filter((name) => name.endsWith('.db'));
    const db = new Database(join(backups, String(copy)));
    db.exec(`update events set text = replace(text, '"v":1', '"v":2') where seq = 1`);
    db.close();
    const ran = await run(restoreCommand, `--data=${test.folder}`, `--from=${backups}`);
    expect(ran).toMatchObject({ code: 1, notes: expect.stringContaining('Nothing was changed') });
    expect(stateOf(test.folder, 'after the backup')).toBe('yes');
    expect(readdirSync(join(test.folder, 'hub')).filter((name) => name.includes('coming'))).toEqual([]);
    await test.stop();
  });

  it('brings the keys to a new machine, and without them does nothing', async () => {
    const { test, backups } = await hubWithBackup();
    await test.hub.close();
    const folder = temporaryFolder();
    expect((await run(restoreCommand, `--data=${folder}`, `--from=${backups}`)).code).toBe(0);
    const moved = await startTestHub({}, { folder });
    expect(moved.hub.parts.keys.signing.publicKey).toBe(test.hub.parts.keys.signing.publicKey);
    await moved.hub.close();
    rmSync(join(backups, 'keys.json'));
    const ran = await run(restoreCommand, `--data=${temporaryFolder()}`, `--from=${backups}`);
    expect(ran).toMatchObject({ code: 3, notes: expect.stringContaining('keys.json') });
  });

  it('takes the backup’s keys also where an empty hub was started first', async () => {
    const { test, backups } = await hubWithBackup();
    await test.hub.close();
    const empty = await startTestHub();
    await empty.hub.close();
    const ran = await run(restoreCommand, `--data=${empty.folder}`, `--from=${backups}`);
    expect(ran.out).toContain('The keys beside the backup were taken along.');
    const moved = await startTestHub({}, { folder: empty.folder });
    expect(moved.hub.parts.keys.signing.publicKey).toBe(test.hub.parts.keys.signing.publicKey);
    expect(moved.hub.parts.institutionId).toBe(test.hub.parts.institutionId);
    await moved.stop();
  });

  it('cut short leaves a folder on which no hub starts, until it is run again', async () => {
    const { test, backups } = await hubWithBackup();
    await test.hub.close();
    writeFileSync(restoringFile(test.folder), 'hub.db.coming\n');
    await expect(startTestHub({}, { folder: test.folder })).rejects.toThrow(/restore/);
    expect((await run(restoreCommand, `--data=${test.folder}`, `--from=${backups}`)).code).toBe(0);
    await (await startTestHub({}, { folder: test.folder })).stop();
  });
});

describe('muster hub verify', () => {
  it('finds a running hub’s database sound', async () => {
    const { test } = await hubWithBackup();
    expect(await run(verifyCommand, `--data=${test.folder}`)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/is sound: \d+ events? of/),
    });
    await test.stop();
  });

  it('says which ledger is damaged, and from which event on', async () => {
    const { test } = await hubWithBackup();
    await test.hub.close();
    const db = new Database(databasePath(test.folder));
    db.exec(`update events set text = replace(text, '"v":1', '"v":2') where seq = 1`);
    db.close();
    const ran = await run(verifyCommand, `--data=${test.folder}`);
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(/the hub's own ledger \([0-9a-f]{16}\): event 1 is not what was recorded/);
    expect(ran.out).toContain('npx muster hub restore');
  });

  it('says what is wrong with a file that is hardly a database any more', async () => {
    const { test, backups } = await hubWithBackup();
    await test.hub.close();
    const [copy] = readdirSync(backups).filter((name) => name.endsWith('.db'));
    const path = join(backups, String(copy));
    spoil(path, 0);
    expect(await run(verifyCommand, `--file=${path}`)).toMatchObject({
      code: 1,
      out: expect.stringContaining('damaged'),
    });
  });
});

describe('a hub whose database is not as it left it', () => {
  it.each([
    ['gone', (path: string) => rmSync(path), /is missing, but a hub was running/],
    ['empty', (path: string) => writeFileSync(path, ''), /is empty, but a hub was running/],
    ['broken', (path: string) => spoil(path, 100), /damaged.*muster hub restore/],
    ['no database', (path: string) => spoil(path, 0), /damaged.*muster hub restore/],
  ])('does not start when it is %s, and says what to do', async (_what, harm, words) => {
    const folder = temporaryFolder();
    await (await startTestHub({}, { folder })).hub.close();
    const path = databasePath(folder);
    for (const rest of ['-wal', '-shm']) rmSync(`${path}${rest}`, { force: true });
    harm(path);
    const opened = openHubDatabase(folder);
    expect(opened).toMatchObject({ ok: false, error: expect.stringMatching(words) });
    expect(existsSync(join(dirname(path), 'keys.json'))).toBe(true);
  });
});
