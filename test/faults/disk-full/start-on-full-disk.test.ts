import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { smallDisk } from '../../kiosk/engine/rig/small-disk.ts';
import { fillDisk, hasReserve } from './fill-disk.ts';
import { RunningCampus, until } from './running-campus.ts';

/** Four times the reserve of 64 MiB, and something to work in. */
const DISK_MIB = 320;

// The power was away, and meanwhile, or just before, the disk became full. The hub comes up in its reserve; where that is gone as well it
// says in words why it can't, and comes up as soon as there is room.
test('a hub that is started on a full disk comes up in its reserve, or says why it can’t', async (context) => {
  const disk = smallDisk(context, DISK_MIB);
  const campus = await RunningCampus.create({ hubDisk: disk });
  onTestFinished(() => campus.close());
  await campus.startHub();
  await until('the hub has its reserve', () => hasReserve(disk));
  await campus.hub.kill();

  const first = fillDisk(disk, 'first.log');
  await campus.startHub();
  await until('the hub misses its reserve', async () => (await campus.health()).disk === 'low');
  expect(await campus.health()).toMatchObject({ status: 'degraded' });
  await campus.hub.kill();

  const second = fillDisk(disk, 'second.log');
  await campus.startHub();
  expect(campus.hub.isRunning).toBe(false);
  expect(campus.ended).toEqual([expect.stringContaining('is full')]);
  expect(campus.ended[0]).toContain('Nothing is lost. Make room');

  rmSync(first);
  rmSync(second);
  await campus.startHub();
  await until('the hub has its reserve again', () => hasReserve(disk));
  expect(await campus.health()).toMatchObject({ status: 'ok', disk: 'ok' });
}, 180_000);

// The same with a kiosk: it works on in its reserve; where that is gone as well the wall says why, and it goes to work by itself as soon as
// there is room.
test('a kiosk that is started on a full disk works in its reserve, or waits for room', async (context) => {
  const disk = smallDisk(context, DISK_MIB);
  const campus = await RunningCampus.create({ kioskDisk: disk });
  onTestFinished(() => campus.close());
  await campus.startHub();
  await campus.startKiosk();
  await campus.openClass();
  await campus.kiosk.kill();
  campus.wall.goDark();

  const first = fillDisk(disk, 'first.log');
  await campus.startKiosk();
  await until('the class goes on', () => campus.wall.state?.name === 'session');
  expect(await campus.tap(1)).toBe(true);
  await campus.kiosk.kill();
  campus.wall.goDark();

  const second = fillDisk(disk, 'second.log');
  await campus.startKiosk();
  await until('the wall says why', () => campus.wall.state?.name === 'out-of-order');
  expect(campus.wall.state).toMatchObject({ reason: 'disk-full' });

  rmSync(first);
  rmSync(second);
  await until('the class goes on', () => campus.wall.state?.name === 'session');
  expect(await campus.tap(2)).toBe(true);
  expect(campus.shownButLost()).toEqual([]);
  expect(campus.ended).toEqual([]);
}, 180_000);
