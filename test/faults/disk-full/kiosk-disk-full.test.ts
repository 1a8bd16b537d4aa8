import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { smallDisk } from '../../kiosk/engine/rig/small-disk.ts';
import { kioskRows } from '../chaos/books.ts';
import { fillDisk, freeBytes } from './fill-disk.ts';
import { RunningCampus, until } from './running-campus.ts';

/** Four times the kiosk's reserve of 64 MiB, and something to work in. */
const DISK_MIB = 272;

/** What the reserve has to be good for at least: ten days of a busy room. */
const PUNCHES = 5_000;

// The hub is gone, and somebody's log fills the kiosk's disk to the last block. The kiosk gives up its reserve, and five thousand people
// more are recorded and see green. Only when the log has taken all of that as well does the wall say what is wrong, and nobody is shown
// green any more. The log is deleted, and the kiosk goes on, without a restart and with everything it had shown; the hub comes back and gets all of it.
test('a kiosk with a full disk records five thousand more, then says what is wrong, and goes on by itself', async (context) => {
  const disk = smallDisk(context, DISK_MIB);
  const campus = await RunningCampus.create({ kioskDisk: disk });
  onTestFinished(() => campus.close());
  await campus.startHub();
  await campus.startKiosk();
  await campus.openClass();
  await campus.hub.stop();
  const ballast = join(disk, 'kiosk', 'ballast');
  expect(existsSync(ballast)).toBe(true);

  const first = fillDisk(disk, 'first.log');
  expect(freeBytes(disk)).toBe(0);
  const before = kioskRows(disk).length;
  for (let punches = 0; punches < PUNCHES; punches += QUEUE) await queueOfPeople(campus);
  await until('the last of them is recorded', () => kioskRows(disk).length - before >= PUNCHES);
  expect(existsSync(ballast)).toBe(false);
  expect(campus.wall.state?.name).toBe('session');
  expect(campus.kiosk.said).toContain('the reserve was given up');
  await until('the wall says that the disk is almost full', () => campus.wall.state?.common.diskLow === true);

  const second = fillDisk(disk, 'second.log');
  await until('the wall says that the disk is full', async () => {
    const { shown } = campus;
    const answersBefore = shown.size;
    const wasShown = await Promise.race([campus.tap(0), outOfOrder(campus)]);
    return (
      wasShown === 'out of order' ||
      (shown.size === answersBefore && campus.wall.state?.name === 'out-of-order')
    );
  });
  expect(campus.wall.state).toMatchObject({ name: 'out-of-order', reason: 'disk-full' });
  const kept = kioskRows(disk).length;
  const answers = campus.shown.size;
  campus.wall.press({ type: 'simulate-card', number: campus.room.cards[0] ?? '' });
  campus.wall.press({ type: 'simulate-card', number: campus.room.cards[1] ?? '' });
  await campus.wall.until(() => campus.shown.size > answers, 1_000);
  expect(campus.shown.size).toBe(answers);
  expect(kioskRows(disk).length).toBe(kept);

  rmSync(first);
  rmSync(second);
  await until('the class goes on', () => campus.wall.state?.name === 'session');
  expect(await campus.tap(3)).toBe(true);
  await campus.startHub();
  await until('the hub has all of it', () => campus.isInStep());
  expect(campus.shownButLost()).toEqual([]);
  expect(campus.ended).toEqual([]);
  expect(campus.kiosk.life).toBe(1);
}, 240_000);

/** So many hold their card to the reader one after the other, faster than anybody looks at the wall; the last one sees an answer. */
const QUEUE = 50;

async function queueOfPeople({ wall, room: { cards } }: RunningCampus): Promise<void> {
  for (let person = 1; person < QUEUE; person++) {
    wall.press({ type: 'simulate-card', number: cards[person % cards.length] ?? '' });
  }
  expect(await wall.tap(cards[0] ?? '')).toBe(true);
}

async function outOfOrder({ wall }: RunningCampus): Promise<'out of order'> {
  await wall.until(() => wall.state?.name === 'out-of-order', 60_000);
  return 'out of order';
}
