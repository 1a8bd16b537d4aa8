import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KioskNumber } from '#domain/ids.ts';
import { hubRows, hubRowsAtKiosk, hubRowsOfSession, type Row } from '../chaos/books.ts';
import { checkBooks } from '../chaos/check-books.ts';
import { checkRegisters } from '../chaos/check-registers.ts';
import { Office } from '../chaos/office.ts';
import { StudentPhone } from '../chaos/student-phone.ts';
import { ADMIN_PASSWORD, type KioskInWorld, World } from '../chaos/world.ts';

/*
 * A morning with two kiosks. Students tap their cards, some check in by phone, the office corrects a mark. At ten the hub makes
 * its backup. The morning goes on: more cards, more phones, another correction. At eleven the hub's machine dies, and its disk with
 * it; students go on tapping. The administrator puts the backup of ten o'clock back and starts the hub. Everything that was ever
 * recorded is there again, each once, and every register is what it was; also what the hub itself had recorded, because its kiosks
 * kept it. Gone is only what the hub alone knew since ten: here an account.
 *
 * All of them are real programs, and backup and restore are the commands an administrator types.
 */

const run = promisify(execFile);
const MUSTER = join(import.meta.dirname, '../../../src/cli/muster.ts');
const HUB = 0 as KioskNumber;

let world: World;
let office: Office;
let backups: string;

async function muster(...argv: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [MUSTER, 'hub', ...argv, `--data=${world.campus.hubData}`]);
  return stdout;
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!isSo()) {
    const [problem] = world.record.problems;
    if (problem !== undefined) throw new Error(problem);
    if (performance.now() > deadline) throw new Error(`not within a minute: ${what}`);
    await sleep(50);
  }
}

const isOpen = ({ wall: { state } }: KioskInWorld) => state?.name === 'session';
const isDelivered = ({ wall: { state } }: KioskInWorld) =>
  state?.name === 'session' && state.common.hub.state === 'online' && state.common.hub.backlog === 0;

async function tapCards(from: number, to: number): Promise<void> {
  for (const { wall, room } of world.kiosks) {
    for (const card of room.cards.slice(from, to)) expect(await wall.tap(card)).toBe(true);
  }
}

/** One of each class comes by phone, and the hub says that it is recorded. */
async function checkInByPhone(which: number): Promise<void> {
  for (const kiosk of world.kiosks) {
    const student = kiosk.room.phones[which];
    if (student === undefined) throw new Error('nobody has a phone');
    await checkIn(kiosk, await StudentPhone.signIn(world.hubUrl, student));
  }
}

/** Scans what the wall shows; a code may have changed just before it arrived. */
async function checkIn({ wall }: KioskInWorld, phone: StudentPhone): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const code = wall.state?.name === 'session' ? wall.state.code?.text : undefined;
    const checkInId = code === undefined ? undefined : await phone.tryCheckIn(code);
    if (checkInId !== undefined) return world.record.noteCheckIn(checkInId);
    await sleep(500);
  }
  throw new Error('the hub took no check-in');
}

async function mark(which: number): Promise<void> {
  for (const { room } of world.kiosks) {
    const student = room.students[which];
    if (student === undefined) throw new Error('the class is too small');
    expect(await office.mark(room.sessionId, student, 'L')).toBe(true);
  }
}

/** The kiosks have delivered, and have what the hub recorded of their classes. */
async function untilAllHaveEverything(): Promise<void> {
  await until(() => world.kiosks.every(isDelivered), 'kiosks have delivered');
  await until(
    () =>
      world.kiosks.every(({ room }) => {
        const kept = new Set(hubRowsAtKiosk(room.data).map(({ text }) => text));
        return hubRowsOfSession(world.campus.hubData, room.sessionId).every(({ text }) => kept.has(text));
      }),
    'kiosks have what the hub recorded',
  );
}

function everythingAtHub(): readonly Row[] {
  const { hubData } = world.campus;
  const ofKiosks = world.kiosks.flatMap(({ room }) => hubRows(hubData, room.kiosk));
  return [...ofKiosks, ...world.kiosks.flatMap(({ room }) => hubRowsOfSession(hubData, room.sessionId))];
}

async function registers(): Promise<readonly unknown[]> {
  return await Promise.all(
    world.kiosks.map(async ({ room }) => {
      const { lines } = await office.register(room.sessionId);
      return lines.map(({ personId, status }) => [personId, status]);
    }),
  );
}

beforeAll(async () => {
  backups = mkdtempSync(join(tmpdir(), 'muster-backups-'));
  world = await World.create({ kiosks: 2 });
  world.startAll();
  await until(() => world.hubIsReady, 'the hub is ready');
  office = await Office.signIn(world.hubUrl, ADMIN_PASSWORD);
  for (const { wall, room } of world.kiosks) {
    await until(() => wall.state?.name === 'ready' && wall.state.canOpen, 'a class can be opened');
    await wall.tap(room.teachersCard);
  }
  await until(() => world.kiosks.every(isOpen), 'classes are open');
});

afterAll(async () => {
  await world?.close();
  rmSync(backups, { recursive: true, force: true });
});

describe('a hub that is put back from an older backup', () => {
  let before: readonly Row[];
  let registersBefore: readonly unknown[];

  test('is backed up while it works', async () => {
    await tapCards(2, 8);
    await checkInByPhone(0);
    await mark(20);
    await untilAllHaveEverything();
    expect(await muster('backup', `--backups=${backups}`)).toContain('can be restored');
  });

  test('goes on, and dies with its disk', async () => {
    await tapCards(8, 14);
    await checkInByPhone(1);
    await mark(21);
    expect(await office.addAccount('added-after-backup')).toBe(200);
    await untilAllHaveEverything();
    before = everythingAtHub();
    registersBefore = await registers();
    await world.hub.kill();
    await tapCards(14, 16);
  });

  test('lacks, as the command says, what came after the backup', async () => {
    expect(await muster('restore', `--from=${backups}`)).toContain('Now start the hub.');
    expect(everythingAtHub().length).toBeLessThan(before.length);
    const phoneCheckIns = hubRows(world.campus.hubData, HUB).filter(({ text }) =>
      text.includes('phone-check-in'),
    );
    expect(phoneCheckIns).toHaveLength(world.kiosks.length);
  });

  test('has everything again, each once, as soon as its kiosks have been there', async () => {
    world.startHub();
    await until(() => world.hubIsReady, 'the hub is ready again');
    await until(() => world.kiosks.every(isDelivered), 'kiosks have delivered');
    const placeOf = ({ epoch, seq, hash }: Row) => `${epoch}/${seq}/${hash}`;
    const lacking = () => {
      const there = new Set(everythingAtHub().map(placeOf));
      return before.filter((row) => !there.has(placeOf(row)));
    };
    await until(() => lacking().length === 0, 'everything is back');
    const texts = everythingAtHub().map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('has the registers it had, and what was tapped while it was away', async () => {
    office = await Office.signIn(world.hubUrl, ADMIN_PASSWORD);
    const now = await registers();
    const late = world.kiosks.map(({ room }) => room.students.slice(14, 16));
    for (const [place, lines] of now.entries()) {
      const people = new Set<unknown>(late[place]);
      const unchanged = (all: unknown) => (all as unknown[][]).filter(([personId]) => !people.has(personId));
      expect(unchanged(lines)).toEqual(unchanged(registersBefore[place]));
      const come = (lines as unknown[][]).filter(([personId]) => people.has(personId));
      expect(come.map(([, status]) => status)).toEqual(come.map(() => expect.stringMatching(/^[PL]$/)));
    }
    await checkRegisters(world, office);
    expect(world.record.problems).toEqual([]);
  });

  test('has lost only what it alone knew, which the office does again', async () => {
    expect(await office.addAccount('added-after-backup')).toBe(200);
  });

  test('is sound, and its books are its kiosks’ to the byte', async () => {
    await world.stopAll();
    checkBooks(world);
    expect(world.record.problems).toEqual([]);
    expect(await muster('verify')).toContain('is sound');
  });
});
