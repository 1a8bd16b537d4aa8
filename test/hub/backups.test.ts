import { randomBytes } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { HealthSchema } from '#contracts/hub-api/health.ts';
import { KeepingSchema } from '#contracts/hub-api/keeping.ts';
import type { EpochMs, RoomId } from '#domain/ids.ts';
import { backupsIn } from '../../src/hub/server/backups/backup-folder.ts';
import { checkCopy } from '../../src/hub/server/backups/check-copy.ts';
import { makeBackup } from '../../src/hub/server/backups/make-backup.ts';
import { generationOf } from '../../src/hub/server/directory/hub-directory.ts';
import { databasePath } from '../../src/hub/server/store/hub-database.ts';
import { kioskByNumber, renewKiosk } from '../../src/hub/server/store/kiosk-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { HOUR, MINUTE } from './support/manual-time.ts';
import { openTestAssembly, type TestAssembly, TestKiosk } from './support/test-assembly.ts';
import { addTestCampus } from './support/test-campus.ts';
import { signedInAdmin, startTestHub } from './support/test-hub.ts';

const quiet = () => {};

/** A backup of the assembly's database as it is now, made in this thread. */
async function backUp(test: TestAssembly, folder: string, knownAs?: string) {
  const { settings, institutionId } = test.parts;
  const order = { dataFolder: settings.data, folder, knownAs, institutionId, now: test.time.now };
  return await makeBackup(order, quiet);
}

/** Somebody changes a database past the hub. */
function meddle(test: TestAssembly, sql: string): void {
  const db = new Database(databasePath(test.parts.settings.data));
  db.exec(sql);
  db.close();
}

function recorded(): { readonly test: TestAssembly; readonly kiosk: TestKiosk } {
  const test = openTestAssembly();
  const kiosk = new TestKiosk(test, addTestCampus(test.parts).room);
  for (let i = 0; i < 5; i += 1) kiosk.append('engine-started', { app: `test ${i}` });
  kiosk.push();
  return { test, kiosk };
}

describe('backups', () => {
  it('are whole databases that a hub starts from, and that it knows for older ones', async () => {
    const folder = temporaryFolder();
    const backups = temporaryFolder();
    const first = await startTestHub({ backups }, { folder });
    const campus = addTestCampus(first.hub.parts);
    await first.hub.keeping.backups.runIfDue();
    const [backup] = backupsIn(backups);
    first.hub.parts.ledger.append('session-cancelled', { sessionId: campus.friday.sessionId, by: null });
    const { epoch } = first.hub.parts.ledger.head();
    await first.hub.close();
    const path = join(folder, 'hub', 'hub.db');
    for (const rest of ['-wal', '-shm']) rmSync(`${path}${rest}`, { force: true });
    copyFileSync(String(backup), path);
    const restored = await startTestHub({}, { folder });
    const { registers, ledger } = restored.hub.parts;
    expect(registers.register(campus.friday.sessionId)?.standing.state).toBe('ARMED');
    expect(ledger.head().epoch).not.toBe(epoch);
    const generation = generationOf(restored.hub.parts.db);
    await restored.hub.close();
    // That was noticed once; from then on it is the database like any other.
    const later = await startTestHub({}, { folder });
    expect(generationOf(later.hub.parts.db)).toBe(generation);
    await later.hub.close();
  });

  it('carry the keys along, without which they are worth nothing', async () => {
    const { test } = recorded();
    const backups = temporaryFolder();
    await backUp(test, backups);
    expect(existsSync(join(backups, 'keys.json'))).toBe(true);
  });

  it('let kiosks delete what is in them, and nothing before that', async () => {
    const { test, kiosk } = recorded();
    expect(test.events.archivedSeq(kiosk.number, kiosk.epoch)).toBe(0);
    await test.backups.run(temporaryFolder());
    expect(test.events.archivedSeq(kiosk.number, kiosk.epoch)).toBe(6);
    kiosk.append('engine-started', { app: 'later' });
    kiosk.push();
    expect(test.events.archivedSeq(kiosk.number, kiosk.epoch)).toBe(6);
  });

  it('are made only where the settings name a folder for them', async () => {
    const { test, kiosk } = recorded();
    await test.backups.runIfDue();
    expect(test.events.archivedSeq(kiosk.number, kiosk.epoch)).toBe(0);
    expect(test.backups.standing()).toBe('off');
  });

  it('are kept hourly for two days, and daily for two weeks', async () => {
    const { test } = recorded();
    const backups = temporaryFolder();
    await backUp(test, backups);
    const [real] = backupsIn(backups);
    const day = Date.parse('2026-11-01T00:00:00Z');
    for (let hour = 0; hour < 19 * 24; hour += 1) {
      const name = `hub-${new Date(day + hour * HOUR).toISOString().replaceAll(/[:.]/g, '-')}.db`;
      copyFileSync(String(real), join(backups, name));
    }
    await backUp(test, backups);
    const kept = backupsIn(backups).map((path) => path.slice(backups.length + 5, backups.length + 18));
    // The newest 48, and of the twelve days before those two the first of each.
    expect(kept).toHaveLength(48 + 12);
    expect(kept[0]).toBe('2026-11-07T00');
    expect(kept.at(-1)).toBe('2026-11-20T08');
  });

  it.each([
    [
      'an event was changed',
      `update events set text = replace(text, 'test 3', 'test 8')`,
      /event 5 is not what was recorded/,
    ],
    ['an event is gone', 'delete from events where seq = 3 and kiosk > 0', /event 3 is missing/],
    ['a ledger ends too early', 'delete from events where seq = 6 and kiosk > 0', /event 6 is missing/],
    [
      'a head was moved back',
      'update ledger_heads set seq = 4 where kiosk > 0',
      /it does not end where it was noted to \(event 4\)/,
    ],
    [
      'a session was changed beside an event',
      `update events set session_id = 'x' where seq = 2 and kiosk > 0`,
      /beside event 2/,
    ],
    [
      'a whole chain was written anew under a signature that is not its kiosk’s',
      `update ledger_heads set signature = 'AAAA' where kiosk > 0`,
      /never signed/,
    ],
  ])('are set aside and not counted where %s', async (_what, sql, words) => {
    const { test, kiosk } = recorded();
    const backups = temporaryFolder();
    meddle(test, sql);
    await test.backups.run(backups);
    expect(test.backups.state().problem).toMatchObject({
      kind: 'damaged',
      text: expect.stringMatching(words),
    });
    expect(test.backups.standing()).toBe('off');
    expect(test.events.archivedSeq(kiosk.number, kiosk.epoch)).toBe(0);
    expect(backupsIn(backups)).toEqual([]);
    expect(readdirSync(backups).filter((name) => name.endsWith('.damaged'))).toHaveLength(1);
  });

  it('are whole although a kiosk was let in again under a new key', async () => {
    const { test, kiosk } = recorded();
    test.time.pass(HOUR);
    const roomId = kioskByNumber(test.parts.db, kiosk.number)?.roomId as RoomId;
    const row = { roomId, name: 'Door', publicKey: randomBytes(32), at: test.time.now };
    renewKiosk(test.parts.db, kiosk.number, row, { bytes: randomBytes(32), stepMs: 5_000 });
    await test.backups.run(temporaryFolder());
    expect(test.backups.state().problem).toBeNull();
  });

  it('that are not what the database was are found, though they are sound in themselves', async () => {
    const { test } = recorded();
    const backups = temporaryFolder();
    const made = await backUp(test, backups);
    if (!made.ok) throw new Error(made.error.text);
    const heads = [{ kiosk: 1, epoch: 'feedfeedfeedfeed', seq: 1, hash: 'x' }];
    const tables = [{ table: 'people', rows: 1, digest: 'of other people' }];
    const { damage } = checkCopy(made.value.path, { heads, tables } as never, quiet);
    expect(damage).toHaveLength(2);
    expect(damage[1]).toContain('people');
    expect(checkCopy(made.value.path, undefined, quiet).damage).toEqual([]);
  });

  it('say why there is none, and leave nothing half-written under a good name', async () => {
    const { test } = recorded();
    const file = join(temporaryFolder(), 'file');
    appendFileSync(file, 'in the way');
    expect(await backUp(test, join(file, 'nowhere'))).toMatchObject({
      ok: false,
      error: { kind: 'not-made' },
    });
  });

  it('are not written into the mount point of a disk that is gone', async () => {
    const { test } = recorded();
    const backups = join(temporaryFolder(), 'disk');
    await test.backups.run(backups);
    rmSync(backups, { recursive: true });
    mkdirSync(backups);
    await test.backups.run(backups);
    expect(test.backups.state().problem?.text).toContain('Is its disk mounted?');
    expect(readdirSync(backups)).toEqual([]);
  });

  it('of two hubs are never mixed', async () => {
    const backups = temporaryFolder();
    await backUp(recorded().test, backups);
    const second = await backUp(recorded().test, backups);
    expect(second).toMatchObject({ ok: false, error: { text: expect.stringContaining('another hub') } });
  });

  it('go on while events are recorded, and hold one moment of it', async () => {
    const { test, kiosk } = recorded();
    for (let i = 0; i < 4_000; i += 1) kiosk.append('engine-started', { app: 'x'.repeat(40) });
    kiosk.push();
    const backups = temporaryFolder();
    let isDone = false;
    const running = test.backups.run(backups).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      kiosk.append('engine-started', { app: 'meanwhile' });
      kiosk.push();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await running;
    expect(test.backups.state().problem).toBeNull();
    const archived = test.events.archivedSeq(kiosk.number, kiosk.epoch);
    expect(archived).toBeGreaterThanOrEqual(4_006);
    expect(archived).toBeLessThan(test.events.headOf(kiosk.number, kiosk.epoch)?.seq ?? 0);
  });

  it('come when they are due, also over restarts, and sooner after a failure', async () => {
    const folder = temporaryFolder();
    const backups = temporaryFolder();
    const first = await startTestHub({ backups }, { folder });
    await first.hub.keeping.backups.runIfDue();
    await first.hub.keeping.backups.runIfDue();
    expect(backupsIn(backups)).toHaveLength(1);
    await first.hub.close();
    const { time } = first;
    const second = await startTestHub({ backups }, { folder, time });
    await second.hub.keeping.backups.runIfDue();
    expect(backupsIn(backups)).toHaveLength(1);
    time.pass(HOUR);
    await until(() => second.hub.keeping.backups.state().last?.at === time.now);
    expect(backupsIn(backups)).toHaveLength(2);
    rmSync(join(backups, 'muster-backups.json'));
    time.pass(HOUR);
    await until(() => second.hub.keeping.backups.standing() === 'failing');
    expect(await healthOf(second.hub.url)).toMatchObject({ status: 'degraded', backups: 'failing' });
    time.pass(4 * MINUTE);
    expect(second.hub.keeping.backups.state().problem?.at).toBe((time.now - 4 * MINUTE) as EpochMs);
    await second.hub.close();
  });

  it('may be cut short by the hub’s end at any moment: the next one tidies up after it', async () => {
    const folder = temporaryFolder();
    const backups = temporaryFolder();
    for (const stage of ['copy', 'file', 'ledgers'] as const) {
      const { hub } = await startTestHub({ backups, demo: true }, { folder });
      const running = hub.keeping.backups.run(backups);
      await until(() => [stage, undefined].includes(hub.keeping.backups.state().running?.stage));
      await hub.close();
      await running;
    }
    const { hub } = await startTestHub({ backups }, { folder });
    await hub.keeping.backups.run(backups);
    expect(hub.keeping.backups.state().problem).toBeNull();
    expect(readdirSync(backups).filter((name) => /tmp|checking|damaged/.test(name))).toEqual([]);
    await hub.close();
  });

  it('tell an administrator how they went', async () => {
    const { hub, stop } = await startTestHub({ backups: temporaryFolder() });
    await hub.keeping.backups.runIfDue();
    const browser = await signedInAdmin(hub);
    const keeping = KeepingSchema.parse((await browser.get('/api/v1/hub/keeping')).body);
    expect(keeping.backups).toMatchObject({ standing: 'ok', problem: null, last: { onSameDisk: true } });
    expect(await healthOf(hub.url)).toMatchObject({ status: 'ok', backups: 'ok' });
    await stop();
  });
});

async function healthOf(url: string) {
  return HealthSchema.parse(await (await fetch(`${url}/api/v1/health`)).json());
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}
