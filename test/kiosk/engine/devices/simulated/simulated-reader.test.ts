import { describe, expect, it } from 'vitest';
import { SimulatedReader } from '../../../../../src/kiosk/engine/devices/simulated/simulated-reader.ts';
import { Heard } from '../support/heard.ts';
import { ManualDeps } from '../support/manual-deps.ts';

function start() {
  const deps = new ManualDeps();
  const heard = new Heard();
  const reader = new SimulatedReader({ id: 'simulated-1', name: 'Simulator' }, deps);
  reader.start(heard);
  return { deps, heard, reader };
}

describe('the simulated reader', () => {
  it.each([
    ['0008472288', 'em:008146E0'],
    ['8472288', 'em:008146E0'],
    [' 0008472288\n', 'em:008146E0'],
    ['01026F6C3A', 'em:026F6C3A'],
    ['01026f6c3a', 'em:026F6C3A'],
    ['00623,27706', 'em:026F6C3A'],
    ['em:026F6C3A', 'em:026F6C3A'],
    ['hf:04a3c6cae26180', 'hf:04A3C6CAE26180'],
  ])('takes %j for %s', (typed, card) => {
    const { deps, heard, reader } = start();
    expect(reader.tap(typed)).toEqual({ ok: true, value: undefined });
    expect(heard.reads).toEqual([
      { reader: 'simulated-1', card, stay: 'simulated-1/1', certain: true, at: deps.mono() },
    ]);
  });

  it.each(['', 'Anna', '5000000000', 'em:12', 'hf:123', '026F6C3A'])(
    'says what to type instead of %j',
    (typed) => {
      const { heard, reader } = start();
      expect(reader.tap(typed)).toMatchObject({
        ok: false,
        error: expect.stringContaining('is no card number'),
      });
      expect(heard.reads).toEqual([]);
    },
  );

  it('makes each tap a stay of its own', () => {
    const { heard, reader } = start();
    reader.tap('0008472288');
    reader.tap('0008472288');
    expect(heard.reads.map(({ stay }) => stay)).toEqual(['simulated-1/1', 'simulated-1/2']);
  });

  it('can be unplugged and plugged in again, and reads nothing in between', () => {
    const { heard, reader } = start();
    reader.unplug();
    reader.unplug();
    expect(reader.tap('0008472288')).toEqual({ ok: false, error: 'The simulated reader is unplugged.' });
    reader.replug();
    reader.replug();
    expect(reader.tap('0008472288').ok).toBe(true);
    expect(heard.states.map(({ state }) => state)).toEqual(['ready', 'absent', 'ready']);
    expect(heard.reads).toHaveLength(1);
  });
});
