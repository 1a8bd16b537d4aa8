import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FingersAction, FingersPage } from '#contracts/engine-link/panel/fingers-page.ts';
import type { PersonId } from '#domain/ids.ts';
import { FingerprintTwin } from '../../src/kiosk/engine/devices/fingerprint/fingerprint-twin.ts';
import { Office } from '../faults/chaos/office.ts';
import { ADMIN_PASSWORD, type KioskInWorld, World } from '../faults/chaos/world.ts';
import { HAS_SOCAT } from '../kiosk/engine/devices/support/has-socat.ts';
import { type TwinAtPort, twinAtPort } from '../kiosk/engine/devices/support/twin-at-port.ts';

/*
 * A class is on. Its teacher enrols a student's finger at the kiosk; the student touches the sensor and is recorded, and the office sees
 * where a finger is enough. Then the kiosk loses its power, and still knows the finger; at last the student wants it forgotten.
 *
 * Hub and kiosk are real programs, the sensor is a twin on a real port, as slow as the real one.
 */

const PIN = '271828';
const FINGER = 'the student’s thumb';

let world: World;
let kiosk: KioskInWorld;
let office: Office;
let port: TwinAtPort;
let student: PersonId;

const twin = () => port.twin as FingerprintTwin;

async function until(isSo: () => boolean | undefined | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while ((await isSo()) !== true) {
    if (performance.now() > deadline) throw new Error(`not within a minute: ${what}`);
    await sleep(25);
  }
}

const panel = () => kiosk.wall.state?.common.panel;
const answer = () => (kiosk.wall.state?.name === 'session' ? kiosk.wall.state.answer : undefined);

function step(): FingersPage['step'] | undefined {
  const now = panel();
  return now?.name === 'open' && now.page?.name === 'fingers' ? now.page.step : undefined;
}

const act = (action: FingersAction) =>
  kiosk.wall.press({ type: 'panel', command: { type: 'fingers', action } });

async function openPage(): Promise<void> {
  kiosk.wall.press({ type: 'panel', command: { type: 'open' } });
  const choices = () => {
    const now = panel();
    return now?.name === 'unlocking' ? now.choices : [];
  };
  await until(() => choices().length > 0, 'somebody has a PIN here');
  const [teacher] = choices();
  if (teacher === undefined) throw new Error('nobody may open the panel');
  kiosk.wall.press({ type: 'enter-pin', personId: teacher.personId, pin: PIN });
  await until(() => panel()?.name === 'open', 'the panel is open');
  kiosk.wall.press({ type: 'panel', command: { type: 'go', page: 'fingers' } });
  await until(() => step()?.kind === 'choosing', 'the page of fingers');
}

async function touch(): Promise<NonNullable<ReturnType<typeof answer>>> {
  // Until the sensor has seen that nothing lies there.
  await sleep(1_000);
  const before = answer()?.id;
  twin().lay(FINGER);
  await until(() => answer() !== null && answer() !== undefined && answer()?.id !== before, 'an answer');
  twin().lift();
  const shown = answer();
  if (shown === null || shown === undefined) throw new Error('the answer went by too soon');
  return shown;
}

const isReady = () =>
  kiosk.wall.state?.common.readers.some(({ id, state }) => id === 'finger' && state === 'ready');

describe.skipIf(!HAS_SOCAT)('A finger that is enrolled at the kiosk', () => {
  beforeAll(async () => {
    port = await twinAtPort((deps) => new FingerprintTwin(deps, { atRealSpeed: true }));
    await port.plugIn();
    const { path } = port;
    world = await World.create({ kiosks: 1, readers: [{ kind: 'fingerprint', id: 'finger', path }] });
    world.startAll();
    const [only] = world.kiosks;
    if (only === undefined) throw new Error('a kiosk is needed');
    kiosk = only;
    const { wall, room } = kiosk;
    const [, , someone] = room.students;
    if (someone === undefined) throw new Error('the class is too small');
    student = someone;
    await until(() => world.hubIsReady, 'the hub is ready');
    office = await Office.signIn(world.hubUrl, ADMIN_PASSWORD);
    for (const { id } of await office.faculty()) expect(await office.setPin(id, PIN)).toBe(204);
    await until(() => wall.state?.name === 'ready' && wall.state.canOpen, 'a class can be opened');
    await wall.tap(room.teachersCard);
    await until(() => wall.state?.name === 'session', 'the class is open');
    await until(isReady, 'the sensor answers');
  });

  afterAll(async () => {
    await world?.close();
    await port?.end();
  });

  test('counts from then on, and the office sees where', async () => {
    await openPage();
    act({ type: 'choose', personId: student });
    act({ type: 'agree', reader: 'finger' });
    await until(() => {
      const now = step();
      if (now?.kind === 'touching' && now.now === 'lift') twin().lift();
      if (now?.kind === 'touching' && now.now.endsWith('touch')) twin().lay(FINGER);
      return now?.kind === 'enrolled';
    }, 'the finger is enrolled');
    kiosk.wall.press({ type: 'panel', command: { type: 'close' } });
    twin().lift();
    expect(await touch()).toMatchObject({ kind: 'present', method: 'finger' });
    await until(async () => (await office.fingersOf(student)).length === 1, 'the office knows');
    expect(await office.fingersOf(student)).toMatchObject([{ again: false }]);
  });

  test('is known after a power cut, and forgotten when its person wants it', async () => {
    await kiosk.program.kill();
    kiosk.wall.goDark();
    kiosk.program.start();
    await until(() => kiosk.wall.state?.name === 'session', 'the class is on again');
    await until(isReady, 'the sensor answers again');
    expect(await touch()).toMatchObject({ kind: 'already-recorded', method: 'finger' });
    await openPage();
    act({ type: 'ask-removal', personId: student });
    act({ type: 'remove' });
    await until(() => twin().sensor.library.size === 0, 'the sensor has forgotten');
    kiosk.wall.press({ type: 'panel', command: { type: 'close' } });
    await until(async () => (await office.fingersOf(student)).length === 0, 'the office knows');
    expect(await touch()).toMatchObject({ kind: 'unknown-finger', name: null });
    expect(world.record.problems).toEqual([]);
  });
});
