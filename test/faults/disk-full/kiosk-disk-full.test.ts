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

// The hub is away from the first day on, and somebody's log fills the kiosk's disk to the last block. The kiosk gives up its reserve, and five
// thousand touches more are recorded and answered. Only when the log has taken all of that as well does the wall say what is wrong, and
// nobody is answered any more. The log is deleted, and the kiosk goes on, without a restart and with everything it had answered; the hub
// comes back, gets all of it, and the class begins.
test('a kiosk with a full disk records five thousand more, then says what is wrong, and goes on by itself', async (context) => {
  const disk = smallDisk(context, DISK_MIB);
  const campus = await RunningCampus.create({ kioskDisk: disk });
  onTestFinished(() => campus.close());
  await campus.startKiosk();
  expect(await campus.tap(0)).toBe(true);
  const ballast = join(disk, 'kiosk', 'ballast');
  expect(existsSync(ballast)).toBe(true);

  const first = fillDisk(disk, 'first.log');
  expect(freeBytes(disk)).toBe(0);
  const before = kioskRows(disk).length;
  for (let punches = 0; punches < PUNCHES; punches += QUEUE) await queueOfPeople(campus);
  await until('the last of them is recorded', () => kioskRows(disk).length - before >= PUNCHES);
  expect(existsSync(ballast)).toBe(false);
  expect(campus.wall.state?.name).toBe('ready');
  expect(campus.kiosk.said).toContain('the reserve was given up');
  await until('the wall says that the disk is almost full', () => campus.wall.state?.common.diskLow === true);

  const second = fillDisk(disk, 'second.log');
  await until('the wall says that the disk is full', () => {
    campus.wall.press({ type: 'simulate-card', number: campus.room.cards[0] ?? '' });
    return campus.wall.state?.name === 'out-of-order';
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
  await until('the kiosk goes on', () => campus.wall.state?.name === 'ready');
  expect(await campus.tap(3)).toBe(true);
  await campus.startHub();
  await campus.openClass();
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
