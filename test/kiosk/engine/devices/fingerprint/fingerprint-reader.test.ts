import { SerialPort } from 'serialport';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeviceDeps, SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import type { EnrolStep } from '../../../../../src/kiosk/engine/devices/fingerprint/enrol-finger.ts';
import type { FingerRead } from '../../../../../src/kiosk/engine/devices/fingerprint/finger-read.ts';
import { FingerprintReader } from '../../../../../src/kiosk/engine/devices/fingerprint/fingerprint-reader.ts';
import type { FingerprintSettings } from '../../../../../src/kiosk/engine/devices/fingerprint/fingerprint-settings.ts';
import { FingerprintTwin } from '../../../../../src/kiosk/engine/devices/fingerprint/fingerprint-twin.ts';
import type { SensorFound } from '../../../../../src/kiosk/engine/devices/fingerprint/probe-sensor.ts';
import { HAS_SOCAT } from '../support/has-socat.ts';
import { Heard } from '../support/heard.ts';
import { type TwinAtPort, twinAtPort } from '../support/twin-at-port.ts';
import { until } from '../support/until.ts';

/** How long a sensor is left alone for after it owed an answer. */
const SETTLE_MS = 300;

/** Nobody waits here for the breaths between two looks. Limits stay as they are: a busy computer is slow. */
function hurried(onSettle: () => void = () => undefined): DeviceDeps {
  return {
    ...SYSTEM_DEVICE_DEPS,
    after: (ms, run) => {
      if (ms === SETTLE_MS) onSettle();
      return SYSTEM_DEVICE_DEPS.after(ms >= SETTLE_MS ? ms : 2, run);
    },
  };
}

/** The twin speaks the whole protocol on a real port. */
describe.skipIf(!HAS_SOCAT)('a fingerprint reader', () => {
  let port: TwinAtPort;
  let twin: FingerprintTwin;
  const readers: FingerprintReader[] = [];

  beforeEach(async () => {
    port = await twinAtPort((deps) => {
      twin = new FingerprintTwin(deps, { capacity: 300, security: 1 });
      return twin;
    });
    await port.plugIn();
  });

  afterEach(async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.stop()));
    await port.end();
  });

  function begin(change: Partial<FingerprintSettings> = {}, onSettle?: () => void) {
    const heard = new Heard();
    const fingers: FingerRead[] = [];
    const sensors: SensorFound[] = [];
    const settings: FingerprintSettings = {
      kind: 'fingerprint',
      name: 'Finger',
      path: port.path,
      baudRate: 57_600,
      password: '00000000',
      minScore: 50,
      led: 'none',
      ...change,
    };
    const reader = new FingerprintReader({ ...settings, id: 'finger' }, hurried(onSettle), () =>
      Promise.resolve(SerialPort),
    );
    readers.push(reader);
    reader.start({
      onCard: heard.onCard,
      onState: heard.onState,
      onFinger: (read) => void fingers.push(read),
      onSensor: (_reader, found) => {
        sensors.push(found);
        return { id: found.marker ?? 'unmarked', erase: [] };
      },
    });
    return { heard, fingers, sensors, reader };
  }

  async function start(change: Partial<FingerprintSettings> = {}, onSettle?: () => void) {
    const begun = begin(change, onSettle);
    await until(() => begun.heard.state === 'ready', 'the reader is ready');
    return begun;
  }

  /** The sensor has looked and found the glass as it is now, some times. */
  async function looks(times: number) {
    const before = twin.looks;
    await until(() => twin.looks > before + times, 'the sensor looks');
  }

  async function enrol(reader: FingerprintReader, page: number, act: (step: EnrolStep) => void) {
    const steps: EnrolStep[] = [];
    const outcome = await reader.enrol({
      page,
      isCancelled: () => false,
      onStep: (step) => {
        steps.push(step);
        act(step);
      },
    });
    return {
      outcome,
      steps: steps.map(({ name, advice }) => (advice === null ? name : `${name}: ${advice}`)),
    };
  }

  it('finds out what its sensor is, makes it careful, and writes into it how to know it again', async () => {
    twin.sensor.library.set(7, 'somebody');
    twin.sensor.library.set(261, 'somebody else');
    const { heard, sensors } = await start();
    expect(heard.detail).toBe(`A fingerprint sensor answers at ${port.path}: 2 of 300 places are taken.`);
    expect(sensors[0]).toMatchObject({ capacity: 300, pages: [7, 261] });
    expect(sensors[0]?.marker).toMatch(/^[0-9a-f]{32}$/);
    expect(twin.sensor.security).toBe(3);
  });

  it('tells of a finger once, however long it lies there, and again after it was lifted', async () => {
    twin.sensor.library.set(42, 'ann');
    const { fingers, sensors } = await start();
    await looks(1);
    twin.lay('ann');
    await until(() => fingers.length === 1, 'the finger is told');
    await looks(5);
    expect(fingers).toHaveLength(1);
    twin.lift();
    await looks(2);
    twin.lay('ben');
    await until(() => fingers.length === 2, 'the other finger is told');
    expect(fingers.map(({ page, stay, sensor }) => [page, stay, sensor === sensors[0]?.marker])).toEqual([
      [42, 'finger/1', true],
      [null, 'finger/2', true],
    ]);
  });

  it('takes no finger for one that lay there before it was asked', async () => {
    twin.sensor.library.set(0, 'ann');
    twin.lay('ann');
    const { fingers } = await start();
    await looks(5);
    expect(fingers).toEqual([]);
  });

  it('says why there was nothing to look for', async () => {
    const { fingers } = await start();
    await looks(1);
    twin.lay('ann', 'too-dry');
    await until(() => fingers.length === 1, 'the touch is told');
    expect(fingers[0]).toMatchObject({ page: null, advice: 'too-dry' });
  });

  it.each(['noFastSearch', 'paddedNotFound', 'noNotepad'] as const)(
    'recognises by a sensor with the trap %s as by any other',
    async (trap) => {
      twin.setTraps({ [trap]: true });
      twin.sensor.library.set(42, 'ann');
      const { fingers } = await start();
      for (const [i, finger] of ['ann', 'ben', 'ann'].entries()) {
        twin.lift();
        await looks(2);
        twin.lay(finger);
        await until(() => fingers.length === i + 1, 'the finger is told');
      }
      expect(fingers.map(({ page }) => page)).toEqual([42, null, 42]);
    },
  );

  it.each(['junkHit', 'impossiblePage'] as const)('believes no %s', async (trap) => {
    twin.setTraps({ [trap]: true });
    twin.sensor.library.set(0, 'ann');
    const { fingers, reader } = await start();
    await looks(1);
    twin.lay('ben');
    await until(() => fingers.length === 1, 'the finger is told');
    expect(fingers[0]?.page).toBeNull();
    expect(reader.counts().seenOnce).toBe(1);
  });

  it('goes on after an answer that broke off', async () => {
    twin.sensor.library.set(42, 'ann');
    const { heard, fingers } = await start();
    twin.breaksOffAfter = 10;
    await looks(2);
    twin.lay('ann');
    await until(() => fingers.length === 1, 'the finger is told');
    expect(fingers[0]?.page).toBe(42);
    expect(heard.states.map(({ state }) => state)).toEqual(['ready']);
  });

  it('takes no answer that came too late for that to the next question', async () => {
    twin.sensor.library.set(42, 'ann');
    const { heard, fingers } = await start({}, () => twin.answerAll());
    // It answers only once the reader has given up waiting.
    twin.stall();
    await looks(1);
    twin.lay('ann');
    await until(() => fingers.length === 1, 'the finger is told');
    expect(fingers[0]?.page).toBe(42);
    expect(heard.states.map(({ state }) => state)).toEqual(['ready']);
  });

  it('lights the ring of a sensor that has one, and sends no other that command', async () => {
    const { fingers } = await start({ led: 'ring' });
    await looks(1);
    twin.lay('ben');
    await until(() => twin.lights.length === 1, 'the ring is lit');
    expect(fingers).toHaveLength(1);
    // Flashing, red.
    expect(twin.lights[0]).toEqual([0x02, 0x20, 0x01, 0x03]);
    await readers.pop()?.stop();
    twin.lift();
    const without = await start();
    await looks(1);
    twin.lay('ben');
    await until(() => without.fingers.length === 1, 'the finger is told');
    await looks(3);
    expect(twin.lights).toHaveLength(1);
  });

  it('says when its sensor stops answering, and is ready again when it does', async () => {
    const { heard } = await start();
    twin.deaf = true;
    await until(() => heard.state !== 'ready', 'the silence is told');
    twin.deaf = false;
    await until(() => heard.state === 'ready', 'the reader is back');
  });

  it('says what to do about a password that it does not know, and works with the right one', async () => {
    twin.sensor.password = 0x0102_0304;
    const { heard } = begin();
    await until(() => heard.state === 'quiet', 'it is told');
    expect(heard.detail).toContain('"password"');
    await readers.pop()?.stop();
    await start({ password: '01020304' });
  });

  it('knows a sensor again after the plug was pulled, and tells another one apart', async () => {
    const { heard, sensors } = await start();
    const again = async () => {
      await port.unplug();
      await until(() => heard.state === 'absent', 'the loss is noticed');
      await port.plugIn();
      await until(() => heard.state === 'ready', 'the reader is back');
    };
    await again();
    twin.replace();
    await again();
    const [first, second, third] = sensors.map(({ marker }) => marker);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(third).toMatch(/^[0-9a-f]{32}$/);
  });

  it('tells another sensor apart that was exchanged behind a cable whose plug nobody pulled', async () => {
    const { heard, sensors } = await start();
    twin.deaf = true;
    const before = twin.looks;
    await until(() => twin.looks > before, 'it was asked in vain');
    twin.replace();
    twin.deaf = false;
    await until(() => sensors.length === 2, 'the other sensor is found');
    expect(sensors[1]?.marker).not.toBe(sensors[0]?.marker);
    expect(heard.states.map(({ state }) => state)).toEqual(['ready']);
  });

  it('takes no answer for its own that the sensor owed to whoever had the port before', async () => {
    const answer = () => port.write(Uint8Array.from(Buffer.from('EF01FFFFFFFF07000302000C', 'hex')));
    const { heard } = begin();
    const late = setInterval(answer, 1);
    setTimeout(() => clearInterval(late), 150);
    await until(() => heard.states.length > 0, 'something is told');
    expect(heard.states.map(({ state }) => state)).toEqual(['ready']);
  });

  it('gives its password again after the sensor has lost its power', async () => {
    twin.sensor.password = 0x0102_0304;
    twin.sensor.library.set(42, 'ann');
    const { heard, fingers, sensors } = await start({ password: '01020304' });
    twin.sensor.restart();
    await until(() => sensors.length === 2, 'the sensor is asked again');
    await looks(1);
    twin.lay('ann');
    await until(() => fingers.length === 1, 'the finger is told');
    expect(heard.states.map(({ state }) => state)).toEqual(['ready']);
  });

  it('enrols a finger by two touches, with a lift between them, and recognises it from then on', async () => {
    const { reader, fingers } = await start();
    const { outcome, steps } = await enrol(reader, 17, ({ name }) => {
      if (name === 'lift') twin.lift();
      else twin.lay('ann');
    });
    expect(outcome).toEqual({ kind: 'stored', page: 17 });
    expect(steps).toEqual(['first-touch', 'lift', 'second-touch']);
    expect([...twin.sensor.library]).toEqual([[17, 'ann']]);
    expect(reader.freePage(17)).toBe(18);
    twin.lift();
    await looks(2);
    twin.lay('ann');
    await until(() => fingers.length === 1, 'the finger is told');
    expect(fingers[0]?.page).toBe(17);
  });

  it('says how to touch better, and takes the touch again', async () => {
    const { reader } = await start();
    const touches: readonly (readonly [string, 'good' | 'too-dry'])[] = [
      ['ann', 'too-dry'],
      ['ann', 'good'],
      ['ben', 'good'],
      ['ann', 'good'],
      ['ann', 'good'],
    ];
    let next = 0;
    const { outcome, steps } = await enrol(reader, 0, ({ name }) => {
      const touch = touches[next];
      if (name === 'lift') twin.lift();
      else if (touch !== undefined) {
        next += 1;
        twin.lay(...touch);
      }
    });
    expect(outcome.kind).toBe('stored');
    expect(steps).toEqual([
      'first-touch',
      'lift: too-dry',
      'first-touch: too-dry',
      'lift',
      'second-touch',
      'lift: different',
      'first-touch: different',
      'lift',
      'second-touch',
    ]);
  });

  it('enrols no finger twice', async () => {
    twin.sensor.library.set(42, 'ann');
    const { reader } = await start();
    const { outcome } = await enrol(reader, 0, () => twin.lay('ann'));
    expect(outcome).toEqual({ kind: 'known', page: 42 });
    expect(twin.sensor.library.size).toBe(1);
  });

  it('ends an enrolment that is called off, or whose sensor goes away', async () => {
    const { reader, heard } = await start();
    let cancelled = false;
    const outcome = await reader.enrol({
      page: 0,
      onStep: () => {
        cancelled = true;
      },
      isCancelled: () => cancelled,
    });
    expect(outcome).toEqual({ kind: 'failed', reason: 'cancelled' });
    const { outcome: gone } = await enrol(reader, 0, () => void port.unplug());
    expect(gone).toEqual({ kind: 'failed', reason: 'sensor-failed' });
    await until(() => heard.state === 'absent', 'the loss is noticed');
    expect((await enrol(reader, 0, () => undefined)).outcome).toEqual({
      kind: 'failed',
      reason: 'sensor-failed',
    });
  });

  it('forgets the templates that it is told to', async () => {
    for (const page of [1, 2, 3]) twin.sensor.library.set(page, `finger ${page}`);
    const { reader } = await start();
    expect(await reader.erase([1, 3])).toBe(true);
    expect([...twin.sensor.library.keys()]).toEqual([2]);
    expect(reader.freePage(1)).toBe(1);
  });
});
