import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CardsAction, CardsPage } from '#contracts/engine-link/panel/cards-page.ts';
import { Office } from '../faults/chaos/office.ts';
import { ADMIN_PASSWORD, type KioskInWorld, World } from '../faults/chaos/world.ts';

/*
 * Two rooms, each with a class that is on. In the first the network is gone, and a student has a new card that nobody knows. The teacher
 * gives it to them at the kiosk: it counts there at once. When the network is back, the student walks into the second room by
 * mistake, and the kiosk there knows whose card it is.
 *
 * Hub and kiosks are real programs.
 */

const NEW_CARD = 'em:00C0FFEE';
const PIN = '271828';

/** A reader takes a card for the same stay until then. */
const GONE_MS = 2_600;

let world: World;
let here: KioskInWorld;
let there: KioskInWorld;

async function until(isSo: () => boolean | undefined, what: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (isSo() !== true) {
    if (performance.now() > deadline) throw new Error(`not within a minute: ${what}`);
    await sleep(25);
  }
}

const hubOf = ({ wall: { state } }: KioskInWorld) => state?.common.hub;
const panelOf = ({ wall: { state } }: KioskInWorld) => state?.common.panel;
const answerAt = ({ wall: { state } }: KioskInWorld) =>
  state?.name === 'session' ? state.answer : undefined;

function cardsPage(kiosk: KioskInWorld): CardsPage['step'] | undefined {
  const panel = panelOf(kiosk);
  return panel?.name === 'open' && panel.page?.name === 'cards' ? panel.page.step : undefined;
}

const act = ({ wall }: KioskInWorld, action: CardsAction) =>
  wall.press({ type: 'panel', command: { type: 'cards', action } });

/** What the kiosk answers to a card that is taken away and held to the reader anew. */
async function answerTo(kiosk: KioskInWorld, card: string) {
  await sleep(GONE_MS);
  expect(await kiosk.wall.tap(card)).toBe(true);
  return answerAt(kiosk);
}

beforeAll(async () => {
  world = await World.create({ kiosks: 2 });
  world.startAll();
  const [first, second] = world.kiosks;
  if (first === undefined || second === undefined) throw new Error('two kiosks are needed');
  [here, there] = [first, second];
  await until(() => world.hubIsReady, 'the hub is ready');
  const office = await Office.signIn(world.hubUrl, ADMIN_PASSWORD);
  for (const { id } of await office.faculty()) expect(await office.setPin(id, PIN)).toBe(204);
  for (const { wall, room } of world.kiosks) {
    await until(() => wall.state?.name === 'ready' && wall.state.canOpen, 'a class can be opened');
    await wall.tap(room.teachersCard);
    await until(() => wall.state?.name === 'session', 'the class is open');
  }
});

afterAll(async () => {
  await world?.close();
});

describe('A card that is given out where there is no network', () => {
  test('counts there at once', async () => {
    // The PIN has come before the network goes.
    here.wall.press({ type: 'panel', command: { type: 'open' } });
    await until(() => {
      const panel = panelOf(here);
      return panel?.name === 'unlocking' && panel.choices.some(({ hasPin }) => hasPin);
    }, 'the teacher has a PIN here');
    here.line.set({ dialling: 'refused' });
    here.line.cut('reset');
    await until(() => hubOf(here)?.state === 'offline' || hubOf(here)?.state === 'connecting', 'offline');
    here.wall.press({ type: 'panel', command: { type: 'close' } });
    expect(await answerTo(here, NEW_CARD)).toMatchObject({ kind: 'unknown-card', name: null });

    here.wall.press({ type: 'panel', command: { type: 'open' } });
    await until(() => panelOf(here)?.name === 'unlocking', 'the panel asks for a PIN');
    const panel = panelOf(here);
    const personId = panel?.name === 'unlocking' ? panel.choices[0]?.personId : undefined;
    if (personId === undefined) throw new Error('nobody may open the panel');
    here.wall.press({ type: 'enter-pin', personId, pin: PIN });
    await until(() => panelOf(here)?.name === 'open', 'the panel is open');
    here.wall.press({ type: 'panel', command: { type: 'go', page: 'cards' } });
    await until(() => cardsPage(here)?.kind === 'waiting', 'the page of cards');
    await sleep(GONE_MS);
    here.wall.press({ type: 'simulate-card', number: NEW_CARD });
    await until(() => cardsPage(here)?.kind === 'choosing', 'the card was read');
    const student = here.room.students[5];
    if (student === undefined) throw new Error('the class is too small');
    act(here, { type: 'give', personId: student });
    await until(() => cardsPage(here)?.kind === 'waiting', 'the card was given');
    here.wall.press({ type: 'panel', command: { type: 'close' } });

    // The touch from before has become theirs.
    await until(() => here.wall.state?.name === 'session' && here.wall.state.counts.here === 1, 'counted');
    expect(await answerTo(here, NEW_CARD)).toMatchObject({ kind: 'already-recorded', name: 'Person S-0-6' });
    expect(await answerTo(there, NEW_CARD)).toMatchObject({ kind: 'unknown-card' });
  });

  test('is known at every other kiosk once the hub has heard of it', async () => {
    here.line.heal();
    await until(() => hubOf(here)?.state === 'online' && hubOf(here)?.backlog === 0, 'delivered');
    await until(() => hubOf(there)?.state === 'online', 'the other kiosk is online');
    let kind: string | undefined;
    for (let attempt = 0; attempt < 20 && kind !== 'not-enrolled' && kind !== 'wrong-room'; attempt += 1) {
      kind = (await answerTo(there, NEW_CARD))?.kind;
    }
    // Known, and of another class, which is on in the other room.
    expect(['not-enrolled', 'wrong-room']).toContain(kind);
    expect(world.record.problems).toEqual([]);
  });
});
