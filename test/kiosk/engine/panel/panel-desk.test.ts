import { describe, expect, test } from 'vitest';
import type { Panel } from '#contracts/engine-link/panel/panel.ts';
import type { PersonId } from '#domain/ids.ts';
import { ADAMS, ADAMS_PIN, at, NOOR, OKAFOR, OKAFORS_PIN } from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';

// Robin Adams looks after the kiosks and teaches nobody; Dr. Okafor teaches Algebra at 9:00, whose doors open shortly before.

function panel<N extends Panel['name']>(kiosk: KioskRig, name: N): Extract<Panel, { name: N }> {
  const shown = kiosk.state().common.panel;
  if (shown.name !== name) throw new Error(`the panel is "${shown.name}", not "${name}"`);
  return shown as Extract<Panel, { name: N }>;
}

const open = { type: 'panel', command: { type: 'open' } } as const;
const goTo = (page: 'devices' | null) => ({ type: 'panel', command: { type: 'go', page } }) as const;

async function unlock(kiosk: KioskRig, personId: PersonId, pin: string): Promise<void> {
  await kiosk.press(open);
  await kiosk.press({ type: 'enter-pin', personId, pin });
}

describe('The panel', () => {
  test('asks for the PIN of an administrator, and opens for them alone', async () => {
    const kiosk = await KioskRig.start(at('6:00'));
    expect(kiosk.state().common.panel).toEqual({ name: 'closed' });
    await kiosk.press(open);
    expect(panel(kiosk, 'unlocking')).toMatchObject({
      choices: [{ personId: ADAMS.id, name: ADAMS.name }],
      chosen: ADAMS.id,
    });
    await kiosk.press({ type: 'enter-pin', personId: ADAMS.id, pin: ADAMS_PIN });
    expect(panel(kiosk, 'open')).toMatchObject({ by: ADAMS.name });
    expect(kiosk.bodies('unlock-attempted')).toEqual([
      { personId: ADAMS.id, method: 'pin', outcome: 'accepted', sessionId: null },
    ]);
  });

  test('stays closed for a student, and for a teacher of no class that is near', async () => {
    const kiosk = await KioskRig.start(at('6:00'));
    await unlock(kiosk, NOOR.id, OKAFORS_PIN);
    await unlock(kiosk, OKAFOR.id, OKAFORS_PIN);
    expect(panel(kiosk, 'unlocking').attempt).toEqual({ kind: 'idle' });
    expect(kiosk.refusals).toHaveLength(2);
  });

  test('opens for a teacher whose class is near, without the pages that are the keeper’s', async () => {
    const kiosk = await KioskRig.start(at('8:56'));
    await kiosk.press(open);
    const { choices, chosen } = panel(kiosk, 'unlocking');
    expect(choices.map(({ name }) => name)).toEqual([OKAFOR.name, ADAMS.name]);
    expect(chosen).toBeNull();
    await kiosk.press({ type: 'enter-pin', personId: OKAFOR.id, pin: OKAFORS_PIN });
    expect(panel(kiosk, 'open').pages).not.toContain('devices');
    await kiosk.press(goTo('devices'));
    expect(kiosk.refusals).toEqual(['This page is for administrators with a PIN.']);
    expect(panel(kiosk, 'open').page?.name).not.toBe('devices');
  });

  test('is locked for a person after five wrong PINs, for the class as for the panel', async () => {
    const kiosk = await KioskRig.start(at('8:56'));
    for (let i = 0; i < 5; i++) await unlock(kiosk, OKAFOR.id, '000000');
    expect(panel(kiosk, 'unlocking').attempt.kind).toBe('locked-out');
    await unlock(kiosk, OKAFOR.id, OKAFORS_PIN);
    expect(panel(kiosk, 'unlocking').attempt.kind).toBe('locked-out');
    // Nobody else is.
    await unlock(kiosk, ADAMS.id, ADAMS_PIN);
    expect(panel(kiosk, 'open').by).toBe(ADAMS.name);
  });

  test('does nothing for somebody who hasn’t unlocked it', async () => {
    const kiosk = await KioskRig.start(at('6:00'));
    await kiosk.press(goTo('devices'));
    await kiosk.press(open);
    await kiosk.press(goTo('devices'));
    expect(kiosk.refusals).toHaveLength(2);
    expect(kiosk.state().common.panel.name).toBe('unlocking');
  });

  test('closes by itself when nobody uses it, and when somebody wants to teach', async () => {
    const kiosk = await KioskRig.start(at('8:56'));
    await unlock(kiosk, ADAMS.id, ADAMS_PIN);
    await kiosk.wait(4 * 60_000);
    await kiosk.press(goTo('devices'));
    await kiosk.wait(4 * 60_000);
    expect(panel(kiosk, 'open').page?.name).toBe('devices');
    await kiosk.wait(61_000);
    expect(kiosk.state().common.panel.name).toBe('closed');
    await unlock(kiosk, ADAMS.id, ADAMS_PIN);
    const { next } = kiosk.screen('ready');
    if (next === null) throw new Error('no class is near');
    await kiosk.press({ type: 'start-unlock', sessionId: next.sessionId });
    expect(kiosk.screen('unlocking').common.panel.name).toBe('closed');
  });

  test('lets cards count while it is open', async () => {
    const kiosk = await KioskRig.start(at('9:00'));
    await kiosk.tap(OKAFOR);
    await unlock(kiosk, ADAMS.id, ADAMS_PIN);
    await kiosk.tap(NOOR);
    expect(kiosk.screen('session').counts.here).toBe(1);
    expect(panel(kiosk, 'open').by).toBe(ADAMS.name);
  });
});
