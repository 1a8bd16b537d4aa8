import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generationOf } from '../../src/hub/server/directory/hub-directory.ts';
import { keepBackups } from '../../src/hub/server/jobs/keep-backups.ts';
import { backUp } from '../../src/hub/server/store/back-up.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { HOUR } from './support/manual-time.ts';
import { openTestAssembly, openTestRoom, TestKiosk } from './support/test-assembly.ts';
import { addTestCampus } from './support/test-campus.ts';
import { startTestHub } from './support/test-hub.ts';

describe('backups', () => {
  it('are whole databases that a hub starts from, and that it knows for older ones', async () => {
    const folder = temporaryFolder();
    const backups = temporaryFolder();
    const first = await startTestHub({}, { folder });
    const campus = addTestCampus(first.hub.parts);
    const done = await backUp(first.hub.parts.db, backups, first.time.now);
    if (!done.ok) throw new Error(done.error);
    first.hub.parts.ledger.append('session-cancelled', { sessionId: campus.friday.sessionId, by: null });
    const { epoch } = first.hub.parts.ledger.head();
    await first.hub.close();
    const path = join(folder, 'hub', 'hub.db');
    for (const rest of ['-wal', '-shm']) rmSync(`${path}${rest}`, { force: true });
    copyFileSync(done.value.path, path);
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
    const test = openTestAssembly();
    const backups = temporaryFolder();
    await backUp(test.parts.db, backups, test.time.now);
    expect(existsSync(join(backups, 'keys.json'))).toBe(true);
  });

  it('let kiosks delete what is in them, and nothing before that', async () => {
    const { test, kiosk } = openTestRoom();
    kiosk.push();
    expect(test.events.archivedSeq(kiosk.number, kiosk.epoch)).toBe(0);
    const settings = { ...test.parts.settings, backups: temporaryFolder() };
    await keepBackups({ ...test, parts: { ...test.parts, settings } })();
    expect(test.events.archivedSeq(kiosk.number, kiosk.epoch)).toBe(1);
  });

  it('are made only where the settings name a folder for them', async () => {
    const test = openTestAssembly();
    const kiosk = new TestKiosk(test, addTestCampus(test.parts).room);
    kiosk.push();
    await keepBackups(test)();
    expect(test.events.archivedSeq(kiosk.number, kiosk.epoch)).toBe(0);
  });

  it('are kept for two days', async () => {
    const test = openTestAssembly();
    const backups = temporaryFolder();
    for (let i = 0; i < 50; i += 1) {
      test.time.pass(HOUR);
      await backUp(test.parts.db, backups, test.time.now);
    }
    const copies = readdirSync(backups).filter((name) => name.endsWith('.db'));
    expect(copies).toHaveLength(48);
    expect(copies.toSorted().at(-1)).toContain('2026-11-22');
  });

  it('say why they failed, and leave nothing half-written under a good name', async () => {
    const test = openTestAssembly();
    const done = await backUp(test.parts.db, '/dev/null/nowhere', test.time.now);
    expect(done).toMatchObject({ ok: false });
  });
});
