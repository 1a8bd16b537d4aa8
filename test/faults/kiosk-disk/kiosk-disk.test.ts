import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventPlace } from '#domain/ledger/event-place.ts';
import { hubRows, type Row } from '../chaos/books.ts';
import { type KioskInWorld, World } from '../chaos/world.ts';

/*
 * A class comes in at a kiosk. Its machine is killed, and its disk has lost pages of the ledger and of the directory: it serves again by
 * itself, fetches its directory from the hub, and hands everything it could save to the hub under a new epoch. Later somebody puts last
 * hour's copy of the whole data folder back on it: the hub knows more of that ledger than the kiosk does, so it goes on in yet another
 * epoch. Nobody who held a card to the reader is missing at the hub, and no place in any ledger was ever given to two events.
 *
 * Hub and kiosk are real programs.
 */

let world: World;
let kiosk: KioskInWorld;
let earlier: readonly Row[] = [];

async function until(isSo: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!isSo()) {
    const [problem] = world.record.problems;
    if (problem !== undefined) throw new Error(problem);
    if (performance.now() > deadline) throw new Error(`not within a minute: ${what}`);
    await sleep(50);
  }
}

const isDelivered = () => {
  const { state } = kiosk.wall;
  return state?.name === 'session' && state.common.hub.state === 'online' && state.common.hub.backlog === 0;
};

async function stop(): Promise<void> {
  await kiosk.program.stop();
  kiosk.wall.goDark();
}

/** People who have arrived, as the wall counts them. */
const here = () => (kiosk.wall.state?.name === 'session' ? kiosk.wall.state.counts.here : undefined);

async function tapCards(from: number, to: number): Promise<void> {
  for (const card of kiosk.room.cards.slice(from, to)) expect(await kiosk.wall.tap(card)).toBe(true);
}

const rowsAtHub = () => hubRows(world.campus.hubData, kiosk.room.kiosk);

/** Every event that ever was at the hub still stands where it stood. */
function expectNoPlaceGivenTwice(): void {
  const placeOf = ({ epoch, seq }: Row) => `${epoch}/${seq}`;
  const now = new Map(rowsAtHub().map((row) => [placeOf(row), row.text]));
  for (const row of earlier) expect(now.get(placeOf(row))).toBe(row.text);
  earlier = rowsAtHub();
}

const touchesAtHub = () =>
  new Set(
    rowsAtHub().flatMap(({ text }) => {
      const place = eventPlace(text);
      return place?.type === 'presentation' ? [place.id] : [];
    }),
  ).size;

/** Overwrites one page of a database, not its first. */
function losePage(path: string, page: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, page * 4096, (page + 1) * 4096);
  writeFileSync(path, bytes);
}

beforeAll(async () => {
  world = await World.create({ kiosks: 1 });
  const [first] = world.kiosks;
  if (first === undefined) throw new Error('no kiosk');
  kiosk = first;
  world.startAll();
  await until(() => world.hubIsReady, 'the hub is ready');
  await until(() => kiosk.wall.state?.name === 'ready' && kiosk.wall.state.canOpen, 'a class can be opened');
  await kiosk.wall.tap(kiosk.room.teachersCard);
  await until(() => kiosk.wall.state?.name === 'session', 'the class is open');
  await tapCards(0, 8);
  await until(isDelivered, 'everything is at the hub');
  expectNoPlaceGivenTwice();
});

afterAll(async () => {
  await world?.close();
});

describe('a kiosk whose disk', () => {
  const epochsAtHub = () => new Set(rowsAtHub().map(({ epoch }) => epoch)).size;

  test('lost pages of its ledger and its directory serves again by itself, and has its directory back at once', async () => {
    await kiosk.program.kill();
    kiosk.wall.goDark();
    const folder = join(kiosk.room.data, 'kiosk');
    // A good end would have moved the WAL over; then the pages that are lost are those of the files.
    kiosk.program.start();
    await until(() => kiosk.wall.state?.name === 'session', 'the kiosk is back after the kill');
    await stop();
    losePage(join(folder, 'ledger.db'), 3);
    losePage(join(folder, 'directory.db'), 1);
    kiosk.program.start();
    await until(() => kiosk.wall.state?.name === 'session' && here() === 8, 'the class goes on');
    expect(kiosk.wall.state?.common.healed).not.toBe(null);
    expect(readdirSync(join(folder, 'set-aside'))).toHaveLength(1);
    await tapCards(8, 12);
    await until(isDelivered, 'everything is at the hub');
    expect(here()).toBe(12);
    expect(epochsAtHub()).toBe(2);
    expectNoPlaceGivenTwice();
  });

  test('was put back from an older copy goes on in a new epoch, and loses nobody', async () => {
    const { data } = kiosk.room;
    const copy = `${data}-copy`;
    await stop();
    cpSync(data, copy, { recursive: true });
    kiosk.program.start();
    await until(() => kiosk.wall.state?.name === 'session', 'the kiosk is back');
    await tapCards(12, 16);
    await until(isDelivered, 'everything is at the hub');
    await stop();
    expectNoPlaceGivenTwice();

    rmSync(data, { recursive: true });
    cpSync(copy, data, { recursive: true });
    rmSync(copy, { recursive: true });
    // The hub is away at first, so that the kiosk records where, as it believes, its ledger goes on.
    await world.hub.kill();
    kiosk.program.start();
    await until(() => kiosk.wall.state?.name === 'session', 'the kiosk is back, an hour younger');
    expect(here()).toBe(12);
    await tapCards(16, 18);
    world.startHub();
    await until(() => world.hubIsReady, 'the hub is ready');
    await until(isDelivered, 'everything is at the hub');
    expect(epochsAtHub()).toBe(3);
    expectNoPlaceGivenTwice();
    // A card of the teacher's opened the class; eighteen students touched the reader.
    expect(touchesAtHub()).toBe(1 + 18);
    expect(existsSync(join(data, 'kiosk', 'healing.json'))).toBe(false);
    expect(world.record.problems).toEqual([]);
  });
});
