import { describe, expect, test } from 'vitest';
import { HAS_SOCAT } from '../devices/support/has-socat.ts';
import { at, NOOR } from '../rig/campus.ts';
import { FingerRig } from './finger-rig.ts';

// Noor's finger is enrolled at the kiosk; then something happens to its sensor.

describe.skipIf(!HAS_SOCAT)('A sensor', () => {
  test('that was replaced is noticed, and its people are asked to enrol again', async () => {
    const rig = await FingerRig.withNoorEnrolled(at('8:55'));
    await rig.replug(() => rig.twin.replace());
    expect(rig.kiosk.bodies('sensor-changed')).toEqual([{ reader: 'finger' }]);
    await rig.touch('noor’s thumb');
    expect(rig.kiosk.screen('ready').answer?.kind).toBe('unknown-finger');
    await rig.openPage();
    const noor = () => rig.step('choosing').people.find(({ personId }) => personId === NOOR.id);
    expect(noor()?.fingers).toBe('again');
    expect(await rig.enrol(NOOR.id, 'noor’s thumb')).toBe('enrolled');
    await rig.act({ type: 'back' });
    expect(noor()?.fingers).toBe('enrolled');
  });

  test('that comes back is known again with all of its people, and says so', async () => {
    const rig = await FingerRig.withNoorEnrolled(at('8:55'));
    const first = rig.twin.sensor;
    await rig.replug(() => rig.twin.replace());
    await rig.replug(() => {
      rig.twin.sensor = first;
    });
    expect(rig.kiosk.bodies('sensor-changed')).toHaveLength(2);
    expect(rig.kiosk.bodies('finger-enrolled').map(({ personId }) => personId)).toEqual([NOOR.id, NOOR.id]);
    await rig.touch('noor’s thumb');
    expect(rig.kiosk.screen('ready').answer?.name).toBe(NOOR.name);
  });

  test('that has no memory for a marker is told apart by its places', async () => {
    const rig = await FingerRig.start(at('8:55'));
    await rig.replug(() => {
      rig.twin.replace();
      rig.twin.setTraps({ noNotepad: true });
    });
    await rig.openPage();
    await rig.enrol(NOOR.id, 'noor’s thumb');
    await rig.kiosk.press({ type: 'panel', command: { type: 'close' } });
    const changes = () => rig.kiosk.bodies('sensor-changed').length;
    const before = changes();
    await rig.replug(() => undefined);
    expect(changes()).toBe(before);
    await rig.touch('noor’s thumb');
    expect(rig.kiosk.screen('ready').answer?.name).toBe(NOOR.name);
    await rig.replug(() => {
      rig.twin.replace();
      rig.twin.setTraps({ noNotepad: true });
    });
    expect(changes()).toBe(before + 1);
  });

  test('that was emptied by somebody has its people enrol again, and is cleared of strangers’ fingers', async () => {
    const rig = await FingerRig.withNoorEnrolled(at('8:55'));
    await rig.replug(() => {
      const { library } = rig.twin.sensor;
      library.clear();
      library.set(49, 'a stranger’s');
    });
    expect(rig.kiosk.bodies('finger-removed')).toMatchObject([
      { personId: NOOR.id, reason: 'sensor-lost', by: null },
    ]);
    expect(rig.twin.sensor.library.size).toBe(0);
    await rig.openPage();
    const noor = rig.step('choosing').people.find(({ personId }) => personId === NOOR.id);
    expect(noor?.fingers).toBe('again');
  });

  test('that goes away in the middle of an enrolment leaves nobody half enrolled', async () => {
    const rig = await FingerRig.start(at('8:55'));
    await rig.openPage();
    await rig.act({ type: 'choose', personId: NOOR.id });
    await rig.act({ type: 'agree', reader: 'finger' });
    await rig.replug(() => undefined);
    expect(rig.step('failed').reason).toBe('sensor-failed');
    expect(rig.kiosk.bodies('finger-enrolled')).toEqual([]);
  });
});
