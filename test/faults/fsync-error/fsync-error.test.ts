import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { failingDisk } from '../../kiosk/engine/rig/failing-disk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { hubHead, kioskAcked, kioskRows } from '../chaos/books.ts';
import { RunningCampus, until } from '../disk-full/running-campus.ts';

/** A disk that flushes until told to fail, and again when told to work. */
function disk(context: TestContext) {
  const failSwitch = join(temporaryFolder(), 'disk-fails');
  const env = { LD_PRELOAD: failingDisk(context), MUSTER_DISK_FAILS: failSwitch };
  return { env, fail: () => writeFileSync(failSwitch, ''), work: () => rmSync(failSwitch) };
}

// The disk under a kiosk refuses to flush in the middle of a class. What SQLite then holds in memory may not be on the disk, so from
// that touch on nobody is shown green; the wall says why, and the engine ends to be started again. As long as the disk fails it doesn't
// come back to work. When the disk works again it verifies all it has and goes on, with everything that it had shown.
test('a kiosk whose disk fails shows no green any more, ends, and comes back with all it had shown', async (context) => {
  const { env, fail, work } = disk(context);
  const campus = await RunningCampus.create({ kioskEnv: env });
  onTestFinished(() => campus.close());
  await campus.startHub();
  await campus.startKiosk();
  await campus.openClass();
  for (let n = 0; n < 10; n++) expect(await campus.tap(n)).toBe(true);

  fail();
  const { size: shown } = campus.shown;
  const kept = kioskRows(campus.room.data).length;
  for (let n = 10; n < 20; n++)
    campus.wall.press({ type: 'simulate-card', number: campus.room.cards[n] ?? '' });
  await until('the wall says so', () => campus.wall.state?.name === 'out-of-order');
  expect(campus.wall.state).toMatchObject({ reason: 'disk-failed' });
  await until('the engine has ended', () => !campus.kiosk.isRunning);
  expect(campus.ended).toEqual([expect.stringContaining('kiosk ended by itself (75)')]);
  expect(campus.shown.size).toBe(shown);
  // What was refused may be on the disk or not: recorded but not shown is allowed, the reverse never.
  expect(kioskRows(campus.room.data).length).toBeLessThanOrEqual(kept + 1);

  await campus.startKiosk();
  await until('it gives up again', () => campus.ended.length === 2);
  expect(campus.ended[1]).toContain('kiosk ended by itself (75)');
  expect(campus.shown.size).toBe(shown);

  work();
  await campus.startKiosk();
  await until('the class goes on', () => campus.wall.state?.name === 'session');
  expect(await campus.tap(20)).toBe(true);
  expect(campus.shownButLost()).toEqual([]);
  await until('the hub has all of it', () => campus.isInStep());
  expect(new Set(kioskRows(campus.room.data).map(({ epoch }) => epoch)).size).toBe(1);
}, 180_000);

// The disk under the hub refuses to flush while kiosks deliver. The hub confirms nothing more and ends at once; the kiosk keeps what
// it has and goes on showing green. When the disk works again the hub gets everything, once.
test('a hub whose disk fails confirms nothing any more, ends, and gets everything once it is back', async (context) => {
  const { env, fail, work } = disk(context);
  const campus = await RunningCampus.create({ hubEnv: env });
  onTestFinished(() => campus.close());
  const { room, hubData } = campus;
  await campus.startHub();
  await campus.startKiosk();
  await campus.openClass();
  for (let n = 0; n < 10; n++) expect(await campus.tap(n)).toBe(true);
  await until('the hub has what was recorded', () => campus.isInStep());

  fail();
  for (let n = 10; n < 20; n++) expect(await campus.tap(n)).toBe(true);
  await until('the hub has ended', () => !campus.hub.isRunning);
  expect(campus.ended).toEqual([expect.stringContaining('hub ended by itself (75)')]);
  expect(campus.hub.said).toContain('disk failed');
  expectNothingConfirmedIsMissing();
  for (let n = 20; n < 24; n++) expect(await campus.tap(n)).toBe(true);

  await campus.startHub();
  expect(campus.hub.isRunning).toBe(false);
  expect(campus.ended).toHaveLength(2);
  expectNothingConfirmedIsMissing();

  work();
  await campus.startHub();
  await until('the hub has all of it', () => campus.isInStep());
  expect(await campus.health()).toMatchObject({ database: 'ok', disk: 'ok' });
  expect(campus.shownButLost()).toEqual([]);
  expect(campus.kiosk.life).toBe(1);

  function expectNothingConfirmedIsMissing(): void {
    const acked = kioskAcked(room.data);
    if (acked === undefined) throw new Error('the kiosk has no ledger');
    expect(hubHead(hubData, room.kiosk, acked.epoch)).toBeGreaterThanOrEqual(acked.seq);
  }
}, 180_000);
