import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { HealthSchema } from '#contracts/hub-api/health.ts';
import type { EpochMs } from '#domain/ids.ts';
import { databasePath } from '../../src/hub/server/store/hub-database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FRIDAY_9, HOUR, MINUTE } from './support/manual-time.ts';
import { openTestAssembly, TestKiosk } from './support/test-assembly.ts';
import { addTestCampus } from './support/test-campus.ts';
import { startTestHub } from './support/test-hub.ts';

/** Rot: one event is no longer what it was. */
function spoil(dataFolder: string): void {
  const db = new Database(databasePath(dataFolder));
  db.exec(`update events set text = replace(text, '"v":1', '"v":3') where seq = 1`);
  db.close();
}

function hubThatRecorded() {
  const test = openTestAssembly();
  const kiosk = new TestKiosk(test, addTestCampus(test.parts).room);
  kiosk.push();
  return test;
}

describe('the nightly check of the hub’s database', () => {
  it('waits for the night, and comes once in it', async () => {
    const test = hubThatRecorded();
    const checks = new Set<EpochMs>();
    // Nine in the morning, and then each half hour until noon of the day after the next.
    for (let half = 0; half <= 2 * 51; half += 1) {
      await test.watch.runIfDue(undefined);
      const { last } = test.watch.state();
      if (last !== null) checks.add(last.at);
      test.time.pass(30 * MINUTE);
    }
    const hours = [...checks].map((at) => (at - FRIDAY_9) / HOUR);
    expect(hours).toEqual([16, 40]);
    expect(test.watch.state().last).toMatchObject({ damage: [], events: expect.any(Number) });
  });

  it('comes by day where the machine is switched off every night', async () => {
    const test = hubThatRecorded();
    await test.watch.runIfDue(undefined);
    for (const hours of [9, 15, 9]) {
      test.time.pass(hours * HOUR);
      if (hours === 9) await test.watch.runIfDue(undefined);
    }
    expect(test.watch.state().last).toBeNull();
    test.time.pass(15 * HOUR);
    await test.watch.runIfDue(undefined);
    expect(test.watch.state().last).not.toBeNull();
  });

  it('finds what rotted, and says so to whoever watches the hub', async () => {
    const test = await startTestHub();
    spoil(test.folder);
    await test.hub.keeping.watch.run();
    const answer = await fetch(`${test.hub.url}/api/v1/health`);
    expect(answer.status).toBe(200);
    expect(HealthSchema.parse(await answer.json())).toMatchObject({
      status: 'degraded',
      database: 'damaged',
    });
    expect(test.lines.join('')).toContain('database is damaged');
    await test.stop();
  });

  it('comes at once when a backup turned out damaged: the fault may be in the database', async () => {
    const test = hubThatRecorded();
    await test.watch.run();
    test.time.pass(HOUR);
    spoil(test.parts.settings.data);
    await test.backups.run(temporaryFolder());
    await test.watch.runIfDue(test.backups.damagedAt());
    expect(test.watch.state().last?.damage.join()).toContain('is not what was recorded');
    expect(test.watch.isDamaged()).toBe(true);
  });

  it('finds what rotted beside an event that is in a backup already, which the next backup doesn’t look for', async () => {
    const test = hubThatRecorded();
    const backups = temporaryFolder();
    await test.backups.run(backups);
    const db = new Database(databasePath(test.parts.settings.data));
    db.exec(`update events set session_id = 'rotten' where kiosk > 0`);
    db.close();
    test.time.pass(HOUR);
    await test.backups.run(backups);
    expect(test.backups.state().problem).toBeNull();
    await test.watch.run();
    expect(test.watch.state().last?.damage.join()).toContain('does not agree with it');
  });

  it('is remembered over a restart', async () => {
    const folder = temporaryFolder();
    const first = await startTestHub({}, { folder });
    await first.hub.keeping.watch.run();
    const last = first.hub.keeping.watch.state().last;
    await first.hub.close();
    const second = await startTestHub({}, { folder, time: first.time });
    expect(second.hub.keeping.watch.state().last).toEqual(last);
    await second.hub.close();
  });
});
