import { describe, expect, it } from 'vitest';
import {
  ALGEBRA_AT_9,
  at,
  CAMPUS,
  MEHTA,
  NOOR,
  OKAFOR,
  OKAFORS_PIN,
  occurrence,
  PHYSICS_AT_10,
  WEBER,
} from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';

const { sessionId } = ALGEBRA_AT_9;
const okafor = { personId: OKAFOR.id };
const wrong = { type: 'enter-pin', ...okafor, pin: '000000' } as const;
const right = { type: 'enter-pin', ...okafor, pin: OKAFORS_PIN } as const;

async function atThePad(time = '8:55'): Promise<KioskRig> {
  const rig = await KioskRig.start(at(time));
  await rig.press({ type: 'start-unlock', sessionId });
  return rig;
}

describe('a teacher’s card', () => {
  it('opens the class whose doors are open, without a word to the hub', async () => {
    const rig = await KioskRig.start(at('8:55'));
    await rig.tap(OKAFOR);
    expect(rig.screen('session')).toMatchObject({
      class: { sessionId },
      answer: { kind: 'faculty', name: 'Dr. A. Okafor' },
      controls: { kind: 'closed' },
      common: { hub: { state: 'offline' } },
    });
    expect(
      rig
        .ledger()
        .slice(-3)
        .map(({ type }) => type),
    ).toEqual(['presentation', 'unlock-attempted', 'opening-started']);
    expect(rig.bodies('unlock-attempted')).toEqual([
      { personId: OKAFOR.id, method: 'card', outcome: 'accepted', sessionId },
    ]);
  });

  it('opens nothing before the doors', async () => {
    const rig = await KioskRig.start(at('8:40'));
    await rig.tap(OKAFOR);
    expect(rig.screen('ready').answer?.kind).toBe('no-session');
    expect(rig.bodies('opening-started')).toHaveLength(0);
  });

  it('opens nothing that its holder doesn’t teach', async () => {
    const rig = await KioskRig.start(at('8:55'));
    await rig.tap(WEBER);
    expect(rig.state().name).toBe('ready');
    expect(rig.bodies('opening-started')).toHaveLength(0);
  });

  it('opens the controls while the class is on', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.goTo(at('9:30'));
    await rig.tap(MEHTA);
    expect(rig.screen('session').controls).toMatchObject({
      kind: 'open',
      by: 'Prof. S. Mehta',
      until: at('9:32'),
    });
    await rig.goTo(at('9:32'));
    expect(rig.screen('session').controls.kind).toBe('closed');
  });

  it('held a moment too long opens the class and not its controls as well', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.wait(2_000);
    await rig.tap(OKAFOR);
    expect(rig.screen('session')).toMatchObject({
      answer: { kind: 'faculty' },
      controls: { kind: 'closed' },
    });
    await rig.wait(6_000);
    await rig.tap(OKAFOR);
    expect(rig.screen('session').controls.kind).toBe('open');
  });

  it('means the controls of the first of two classes until it is over, and the second then', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.goTo(at('9:58'));
    await rig.tap(OKAFOR);
    expect(rig.screen('session')).toMatchObject({
      class: { courseCode: 'MA-201' },
      controls: { kind: 'open' },
    });
    await rig.goTo(at('10:01'));
    await rig.tap(OKAFOR);
    expect(rig.screen('session')).toMatchObject({
      class: { courseCode: 'PH-101' },
      controls: { kind: 'closed' },
    });
  });

  it('unlocks at the pad too', async () => {
    const rig = await atThePad();
    await rig.tap(MEHTA);
    expect(rig.state().name).toBe('session');
  });

  it('counts as a student’s where its holder is enrolled in the class', async () => {
    const both = { ...CAMPUS, occurrences: [occurrence(1, { faculty: [OKAFOR.id, NOOR.id] })] };
    const rig = await KioskRig.start(at('8:55'), both);
    await rig.tap(NOOR);
    expect(rig.screen('ready')).toMatchObject({ answer: { kind: 'noted' }, noted: 1 });
  });
});

describe('a teacher’s PIN', () => {
  it('opens the class', async () => {
    const rig = await atThePad();
    expect(rig.screen('unlocking')).toMatchObject({
      faculty: [
        { name: 'Dr. A. Okafor', hasPin: true },
        { name: 'Prof. S. Mehta', hasPin: false },
      ],
      chosen: null,
      attempt: { kind: 'idle' },
    });
    await rig.press({ type: 'choose-faculty', ...okafor });
    expect(rig.screen('unlocking').chosen).toBe(OKAFOR.id);
    await rig.press(right);
    expect(rig.screen('session').class.sessionId).toBe(sessionId);
    expect(rig.bodies('opening-started')).toMatchObject([{ by: OKAFOR.id, method: 'pin' }]);
    expect(JSON.stringify(rig.ledger())).not.toContain(OKAFORS_PIN);
  });

  it('is shown as being checked meanwhile, and only one is checked at a time', async () => {
    const rig = await atThePad();
    const first = rig.begin(right);
    const second = rig.begin(right);
    expect(rig.screen('unlocking').attempt).toEqual({ kind: 'checking' });
    await Promise.all([first, second]);
    expect(rig.refusals).toHaveLength(1);
    expect(rig.bodies('opening-started')).toHaveLength(1);
  });

  it('opens nothing for somebody who has walked away, and counts when it was wrong', async () => {
    const rig = await atThePad();
    for (const entered of [right, wrong]) {
      const checking = rig.begin(entered);
      await rig.press({ type: 'cancel' });
      await checking;
      expect(rig.state().name).toBe('ready');
      await rig.press({ type: 'start-unlock', sessionId });
    }
    expect(rig.bodies('opening-started')).toHaveLength(0);
    expect(rig.bodies('unlock-attempted')).toMatchObject([{ outcome: 'wrong-pin' }]);
  });

  it('that is wrong says how many tries are left, and locks after five', async () => {
    const rig = await atThePad();
    for (const triesLeft of [4, 3, 2, 1]) {
      await rig.press(wrong);
      expect(rig.screen('unlocking').attempt).toEqual({ kind: 'wrong', triesLeft });
    }
    await rig.press(wrong);
    expect(rig.screen('unlocking').attempt).toEqual({ kind: 'locked-out', until: at('9:00') });
    await rig.press(right);
    expect(rig.state().name).toBe('unlocking');
    expect(rig.bodies('unlock-attempted').at(-1)).toMatchObject({ method: 'pin', outcome: 'locked-out' });
  });

  it('stays locked out over a restart, and works again after five minutes', async () => {
    const rig = await atThePad();
    for (let tries = 0; tries < 5; tries += 1) await rig.press(wrong);
    await rig.restart();
    await rig.press({ type: 'start-unlock', sessionId });
    await rig.press(right);
    expect(rig.screen('unlocking').attempt.kind).toBe('locked-out');
    await rig.goTo(at('9:00'));
    await rig.press({ type: 'start-unlock', sessionId });
    await rig.press(right);
    expect(rig.state().name).toBe('session');
  });

  it('being locked out keeps no card from unlocking', async () => {
    const rig = await atThePad();
    for (let tries = 0; tries < 5; tries += 1) await rig.press(wrong);
    await rig.tap(OKAFOR);
    expect(rig.state().name).toBe('session');
  });

  it('of somebody who doesn’t teach the class, or has none, is refused in words', async () => {
    const rig = await atThePad();
    await rig.press({ type: 'enter-pin', personId: WEBER.id, pin: '123456' });
    await rig.press({ type: 'enter-pin', personId: NOOR.id, pin: '123456' });
    await rig.press({ type: 'enter-pin', personId: MEHTA.id, pin: '123456' });
    expect(rig.refusals).toEqual([
      'This person does not teach this class.',
      'This person does not teach this class.',
      'No PIN has been set for this person. The card unlocks as well.',
    ]);
    expect(rig.bodies('unlock-attempted')).toHaveLength(0);
  });

  it('is asked for no longer than a minute', async () => {
    const rig = await atThePad();
    await rig.wait(59_000);
    await rig.press({ type: 'choose-faculty', ...okafor });
    await rig.wait(59_999);
    expect(rig.state().name).toBe('unlocking');
    await rig.wait(1);
    expect(rig.state().name).toBe('ready');
  });

  it('is not asked for where there is nothing to open', async () => {
    const rig = await KioskRig.start(at('8:55'));
    await rig.press({ type: 'start-unlock', sessionId: PHYSICS_AT_10.sessionId });
    await rig.press(right);
    expect(rig.refusals).toHaveLength(2);
    expect(rig.state().name).toBe('ready');
  });
});

describe('the controls of an open class', () => {
  it('open at once for two minutes after it was unlocked, and ask for proof later', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.goTo(at('9:01:59'));
    await rig.press({ type: 'open-controls' });
    expect(rig.screen('session').controls).toMatchObject({ kind: 'open', by: 'Dr. A. Okafor' });
    await rig.press({ type: 'cancel' });
    expect(rig.screen('session').controls.kind).toBe('closed');
    await rig.goTo(at('9:02'));
    await rig.press({ type: 'open-controls' });
    expect(rig.screen('session').controls).toMatchObject({
      kind: 'unlocking',
      faculty: [{ name: 'Dr. A. Okafor' }, { name: 'Prof. S. Mehta' }],
    });
    await rig.press(right);
    expect(rig.screen('session').controls).toMatchObject({ kind: 'open', by: 'Dr. A. Okafor' });
    expect(rig.bodies('opening-started')).toHaveLength(1);
  });

  it('ask for proof again after a restart two minutes later, and not before', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.restart();
    await rig.press({ type: 'open-controls' });
    expect(rig.screen('session').controls.kind).toBe('open');
    await rig.goTo(at('9:10'));
    await rig.press({ type: 'open-controls' });
    expect(rig.screen('session').controls.kind).toBe('unlocking');
  });

  it('let the next class’s teacher in once this one is over', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(MEHTA);
    await rig.goTo(at('9:55'));
    await rig.press({ type: 'open-controls' });
    expect(rig.screen('session').controls).toMatchObject({
      faculty: [{ name: 'Dr. A. Okafor' }, { name: 'Prof. S. Mehta' }],
    });
    await rig.press({ type: 'cancel' });
    await rig.goTo(at('10:02'));
    await rig.press({ type: 'open-controls' });
    expect(rig.screen('session').controls).toMatchObject({
      faculty: [{ name: 'Dr. A. Okafor' }, { name: 'Prof. S. Mehta' }, { name: 'Dr. L. Weber' }],
    });
    await rig.press(right);
    expect(rig.screen('session').class.courseCode).toBe('PH-101');
  });

  it('stay closed when no class is open', async () => {
    const rig = await KioskRig.start(at('8:55'));
    await rig.press({ type: 'open-controls' });
    expect(rig.refusals).toEqual(['No class is open here.']);
  });
});
