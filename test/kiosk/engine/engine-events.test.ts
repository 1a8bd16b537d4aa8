import { describe, expect, it } from 'vitest';
import { ALGEBRA_AT_9, at, NOOR, OKAFOR, OKAFORS_PIN } from './rig/campus.ts';
import { KioskRig } from './rig/kiosk-rig.ts';

describe('what the kiosk notes about itself', () => {
  it('is each start, and each change of a reader, on the screen as in the ledger', async () => {
    const rig = await KioskRig.start(at('8:00'));
    expect(rig.bodies('engine-started')).toEqual([{ app: 'test' }]);
    const readers = () => rig.screen('ready').common.readers;
    expect(readers()).toMatchObject([
      { id: 'door', kind: 'card', state: 'ready' },
      { id: 'desk', kind: 'keyboard', state: 'ready' },
    ]);
    const before = rig.bodies('reader-changed').length;
    await rig.press({ type: 'simulate-reader', connected: false });
    await rig.press({ type: 'simulate-reader', connected: false });
    expect(readers()[0]?.state).toBe('absent');
    expect(rig.bodies('reader-changed').slice(before)).toMatchObject([{ reader: 'door', state: 'absent' }]);
    await rig.tap(NOOR);
    expect(rig.refusals).toHaveLength(1);
    await rig.press({ type: 'simulate-reader', connected: true });
    expect(readers()[0]?.state).toBe('ready');
  });

  it('is each comparison with the hub’s clock that says something new', async () => {
    const rig = await KioskRig.start(at('8:00'));
    for (let heartbeats = 0; heartbeats < 10; heartbeats += 1) {
      await rig.wait(5_000);
      rig.compareClocks();
    }
    expect(rig.bodies('clock-sampled')).toHaveLength(1);
    await rig.restart();
    rig.compareClocks();
    expect(rig.bodies('clock-sampled')).toHaveLength(2);
  });

  it('is a wall clock that somebody sets, and no time on the screen moves by it', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    const { code } = rig.screen('session');
    rig.setWallClock(-3_600_000);
    await rig.tap(NOOR);
    expect(rig.bodies('clock-stepped')).toEqual([{ byMs: -3_600_000 }]);
    expect(rig.screen('session')).toMatchObject({
      code,
      arrivals: [{ at: at('9:00'), status: 'P' }],
      common: { clockOffsetMs: 3_600_000 },
    });
  });

  it('is that the clock has not been compared with the hub’s for a day', async () => {
    const rig = await KioskRig.start(at('8:00'));
    expect(rig.screen('ready').common.clockUncertain).toBe(false);
    await rig.goTo(at('32:00:31'));
    expect(rig.screen('ready').common.clockUncertain).toBe(true);
    rig.compareClocks();
    expect(rig.screen('ready').common.clockUncertain).toBe(false);
  });
});

describe('a reader that types', () => {
  it('is read from the keys that the screen passes on', async () => {
    const rig = await KioskRig.start(at('8:55'));
    let time = 1_000;
    for (const digit of NOOR.card) {
      await rig.press({ type: 'key', code: `Digit${digit}`, at: time });
      time += 20;
    }
    await rig.press({ type: 'key', code: 'Enter', at: time });
    expect(rig.screen('ready')).toMatchObject({ noted: 1, answer: { kind: 'noted', name: 'Noor Haddad' } });
    expect(rig.bodies('presentation')).toMatchObject([{ reader: 'desk', method: 'card' }]);
  });
});

describe('a kiosk that is switched off while a PIN is being checked', () => {
  it('opens nothing, and ends in good order', async () => {
    const rig = await KioskRig.start(at('8:55'));
    await rig.press({ type: 'start-unlock', sessionId: ALGEBRA_AT_9.sessionId });
    const checking = rig.begin({ type: 'enter-pin', personId: OKAFOR.id, pin: OKAFORS_PIN });
    await rig.stop();
    await checking;
    await rig.boot();
    expect(rig.screen('ready').canOpen).toBe(true);
    expect(rig.bodies('opening-started')).toHaveLength(0);
  });
});
