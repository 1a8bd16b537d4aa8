import { describe, expect, test } from 'vitest';
import type { Common, HubView, ReaderView } from '#contracts/engine-link/screen-state.ts';
import { footLines } from '../../../../src/kiosk/screen/foot/foot-words.ts';
import { en } from '../../../../src/kiosk/screen/messages/en.ts';
import { at, commonAt } from '../support/campus.ts';

const hub = (change: Partial<HubView>): HubView => ({
  state: 'online',
  since: at('08:00'),
  backlog: 0,
  detail: null,
  ...change,
});
const reader = (change: Partial<ReaderView>): ReaderView => ({
  id: 'door',
  name: 'Card reader',
  kind: 'card',
  state: 'ready',
  ...change,
});
const says = (change: Partial<Common>, name: 'session' | 'not-enrolled' = 'session') =>
  footLines(name, commonAt(at('09:00'), change), en).map(({ text }) => text);

describe('the foot says', () => {
  test('that all is well', () => {
    expect(says({})).toEqual(['Saved here and at the hub', 'Card reader ready']);
    expect(says({ readers: [reader({}), reader({ id: 'finger', name: 'Finger' })] })[1]).toBe(
      '2 readers ready',
    );
  });

  test.each([
    [hub({ backlog: 3 }), 'Saved here, sending 3'],
    [hub({ state: 'connecting' }), 'Saved here, no hub yet'],
    [hub({ state: 'offline' }), 'Saved here, hub offline'],
    [hub({ state: 'offline', backlog: 42 }), 'Saved here, 42 waiting'],
    [hub({ state: 'refused', detail: 'Revoked on 3 May.' }), 'Revoked on 3 May.'],
    [hub({ state: 'refused' }), 'Saved here, refused by the hub'],
  ])('first that things are saved here, then how the hub is: %o', (view, text) => {
    expect(says({ hub: view })[0]).toBe(text);
  });

  test('which reader is in trouble, by name', () => {
    expect(says({ readers: [reader({}), reader({ name: 'Finger', state: 'absent' })] })[1]).toBe(
      'Finger unplugged',
    );
    expect(says({ readers: [reader({ name: 'Camera', kind: 'camera', state: 'absent' })] })[1]).toBe(
      'Camera not available',
    );
    expect(says({ readers: [reader({ state: 'quiet' })] })[1]).toBe('Card reader silent');
    expect(says({ readers: [] })[1]).toBe('No card reader');
  });

  test('that the clock is not to be trusted, unless a reader needs someone more', () => {
    expect(says({ clockUncertain: true })[1]).toBe('Clock not checked lately');
    expect(says({ clockUncertain: true, readers: [reader({ state: 'absent' })] })[1]).toBe(
      'Card reader unplugged',
    );
  });

  test('that the disk is almost full, which matters more than the clock', () => {
    expect(says({ diskLow: true, clockUncertain: true })[1]).toBe('Disk almost full');
    expect(says({ diskLow: true, readers: [reader({ state: 'absent' })] })[1]).toBe('Card reader unplugged');
  });

  test('that a new kiosk belongs to no hub yet', () => {
    expect(says({}, 'not-enrolled')[0]).toBe('Not connected to a hub yet');
  });

  test('between classes that the kiosk repaired itself, unless something matters more now', () => {
    const healed = { at: at('06:40'), lost: 3, mayBeMore: true };
    const inReady = (change: Partial<Common>) =>
      footLines('ready', commonAt(at('09:00'), { healed, ...change }), en)[1]?.text;
    expect(inReady({})).toBe('Repaired itself, 3 or more lost');
    expect(inReady({ healed: { ...healed, lost: 0, mayBeMore: false } })).toBe(
      'Repaired itself, nothing lost',
    );
    expect(inReady({ clockUncertain: true })).toBe('Clock not checked lately');
    expect(inReady({ readers: [reader({ state: 'absent' })] })).toBe('Card reader unplugged');
    expect(says({ healed })[1]).toBe('Card reader ready');
  });
});
