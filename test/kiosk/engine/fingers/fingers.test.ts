import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HAS_SOCAT } from '../devices/support/has-socat.ts';
import { ADAMS, ALGEBRA_AT_9, at, CAMPUS, NOOR, OKAFOR, OKAFORS_PIN, TOMAS, WEI } from '../rig/campus.ts';
import { FingerRig } from './finger-rig.ts';

// Robin Adams, who looks after the kiosks, enrols fingers before Algebra. Noor and Tomás are in it, Wei is not.

const THEIR = { reader: 'finger', by: ADAMS.id };

describe.skipIf(!HAS_SOCAT)('A finger', () => {
  test('is enrolled with consent by two touches, and counts like a card from then on', async () => {
    const rig = await FingerRig.withNoorEnrolled(at('8:55'));
    const { kiosk } = rig;
    expect(kiosk.bodies('finger-consented')).toEqual([{ personId: NOOR.id, ...THEIR, text: 'fingers-1' }]);
    expect(kiosk.bodies('finger-enrolled')).toEqual([{ personId: NOOR.id, ...THEIR, consent: 'fingers-1' }]);
    await kiosk.press({ type: 'start-unlock', sessionId: ALGEBRA_AT_9.sessionId });
    await kiosk.press({ type: 'enter-pin', personId: OKAFOR.id, pin: OKAFORS_PIN });
    await rig.touch('noor’s thumb');
    const { answer, arrivals } = kiosk.screen('session');
    expect(answer).toMatchObject({ kind: 'present', name: NOOR.name, method: 'finger' });
    expect(arrivals[0]).toMatchObject({ personId: NOOR.id, method: 'finger' });
    expect(kiosk.bodies('presentation')).toMatchObject([
      { method: 'finger', reader: 'finger', tag: null, personId: NOOR.id, answer: 'present' },
    ]);
  });

  test('that nobody enrolled is told to try again, and kept as nobody’s', async () => {
    const rig = await FingerRig.withNoorEnrolled(at('8:55'));
    await rig.touch('somebody’s');
    expect(rig.kiosk.screen('ready').answer).toMatchObject({
      kind: 'unknown-finger',
      name: null,
      method: 'finger',
    });
    await rig.kiosk.wait(5_000);
    await rig.touch('noor’s thumb', 'too-dry');
    expect(rig.kiosk.bodies('finger-unknown').map(({ why }) => why)).toEqual(['not-found', 'unclear']);
    expect(rig.kiosk.bodies('presentation')).toEqual([]);
  });

  test('of a teacher opens the class', async () => {
    const rig = await FingerRig.start(at('8:55'));
    await rig.openPage();
    await rig.enrol(OKAFOR.id, 'okafor’s index');
    await rig.kiosk.press({ type: 'panel', command: { type: 'close' } });
    await rig.touch('okafor’s index');
    expect(rig.kiosk.screen('session').class.sessionId).toBe(ALGEBRA_AT_9.sessionId);
    expect(rig.kiosk.bodies('opening-started')).toMatchObject([{ by: OKAFOR.id, method: 'finger' }]);
  });

  test('is enrolled under one name only', async () => {
    const rig = await FingerRig.withNoorEnrolled(at('8:55'));
    await rig.openPage();
    expect(await rig.enrol(TOMAS.id, 'noor’s thumb')).toBe('known');
    expect(rig.step('known')).toMatchObject({ isOwn: false, whose: NOOR.name });
    expect(await rig.enrol(NOOR.id, 'noor’s thumb')).toBe('known');
    expect(rig.step('known')).toMatchObject({ isOwn: true });
    expect(rig.kiosk.bodies('finger-enrolled')).toHaveLength(1);
  });

  test('that a sensor brought along from elsewhere is whose it is once its person has enrolled', async () => {
    const rig = await FingerRig.start(at('8:55'));
    rig.twin.sensor.library.set(7, 'noor’s thumb');
    await rig.touch('noor’s thumb');
    expect(rig.kiosk.screen('ready').answer?.kind).toBe('unknown-finger');
    await rig.openPage();
    expect(await rig.enrol(NOOR.id, 'noor’s thumb')).toBe('enrolled');
    expect([...rig.twin.sensor.library.values()]).toEqual(['noor’s thumb']);
  });

  test('may be enrolled by the teacher of the class, for those of the class alone', async () => {
    const rig = await FingerRig.start(at('8:55'));
    await rig.openPage(OKAFOR.id, OKAFORS_PIN);
    const { people } = rig.step('choosing');
    expect(people.map(({ name }) => name).toSorted()).toEqual(
      [OKAFOR.name, NOOR.name, TOMAS.name].toSorted(),
    );
    await rig.act({ type: 'choose', personId: WEI.id });
    expect(rig.kiosk.refusals).toEqual(['This person is not in this class.']);
  });

  test('is not enrolled when its person does not agree, or whoever sees to it goes away', async () => {
    const rig = await FingerRig.start(at('8:55'));
    await rig.openPage();
    await rig.act({ type: 'choose', personId: NOOR.id });
    await rig.act({ type: 'back' });
    expect(rig.kiosk.bodies('finger-consented')).toEqual([]);
    await rig.act({ type: 'choose', personId: NOOR.id });
    await rig.act({ type: 'agree', reader: 'finger' });
    await rig.kiosk.press({ type: 'panel', command: { type: 'close' } });
    await rig.touch('noor’s thumb');
    expect(rig.kiosk.bodies('finger-enrolled')).toEqual([]);
    expect(rig.twin.sensor.library.size).toBe(0);
  });

  test('stands in no file readably, and whose it is survives a restart', async () => {
    const rig = await FingerRig.withNoorEnrolled(at('8:55'));
    const files = ['fingers.db', 'fingers.db-wal'].map((name) => readFileSync(join(rig.kiosk.folder, name)));
    expect(Buffer.concat(files).includes(NOOR.id)).toBe(false);
    await rig.kiosk.restart();
    rig.kiosk.hubSends(CAMPUS);
    await rig.isReady();
    await rig.touch('noor’s thumb');
    expect(rig.kiosk.screen('ready').answer).toMatchObject({ kind: 'noted', name: NOOR.name });
    expect(rig.kiosk.bodies('finger-enrolled')).toHaveLength(1);
  });

  test('is forgotten when its person wants that, also by a sensor that is away', async () => {
    const rig = await FingerRig.withNoorEnrolled(at('8:55'));
    await rig.openPage();
    await rig.enrol(TOMAS.id, 'tomás’s thumb');
    await rig.act({ type: 'ask-removal', personId: NOOR.id });
    await rig.act({ type: 'remove' });
    expect(rig.step('choosing').removed).toBe(NOOR.name);
    await rig.kiosk.press({ type: 'panel', command: { type: 'close' } });
    await rig.touch('noor’s thumb');
    expect(rig.kiosk.screen('ready').answer?.kind).toBe('unknown-finger');
    expect([...rig.twin.sensor.library.values()]).toEqual(['tomás’s thumb']);
    await rig.openPage();
    await rig.replug(() => {
      void rig.act({ type: 'ask-removal', personId: TOMAS.id });
      void rig.act({ type: 'remove' });
    });
    expect(rig.twin.sensor.library.size).toBe(0);
    expect(rig.kiosk.bodies('finger-removed')).toEqual(
      [NOOR, TOMAS].map(({ id }) => ({ personId: id, reason: 'asked', ...THEIR })),
    );
  });

  test('is forgotten two weeks after its person has left the directory, and not before', async () => {
    const rig = await FingerRig.withNoorEnrolled(at('8:55'));
    const { kiosk } = rig;
    const without = {
      ...CAMPUS,
      cardholders: CAMPUS.cardholders.filter(({ id }) => id !== NOOR.id),
      sections: new Map(
        [...CAMPUS.sections].map(([id, people]) => [id, people.filter((one) => one !== NOOR)]),
      ),
    };
    kiosk.hubSends(without);
    const laterBy = async (days: number) => {
      await kiosk.stop();
      await kiosk.wait(days * 24 * 60 * 60_000);
      await kiosk.restart();
      kiosk.hubSends(without);
    };
    await laterBy(13);
    expect(kiosk.bodies('finger-removed')).toEqual([]);
    await laterBy(1);
    expect(kiosk.bodies('finger-removed')).toMatchObject([{ personId: NOOR.id, reason: 'left', by: null }]);
  });
});
