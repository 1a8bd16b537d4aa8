import { describe, expect, it } from 'vitest';
import { USUAL_PACE } from '../../../../../src/kiosk/engine/devices/wedge/wedge-keys.ts';
import { WedgeReader } from '../../../../../src/kiosk/engine/devices/wedge/wedge-reader.ts';
import { wedgeTwinKeys } from '../../../../../src/kiosk/engine/devices/wedge/wedge-twin.ts';
import { Heard } from '../support/heard.ts';
import { ManualDeps } from '../support/manual-deps.ts';

function start() {
  const deps = new ManualDeps();
  const heard = new Heard();
  const options = { id: 'wedge-1', name: 'Reader', profile: 'em-8h10d', ...USUAL_PACE } as const;
  const reader = new WedgeReader(options, deps);
  reader.start(heard);
  // The screen's clock has nothing to do with the engine's.
  let screenClock = 77;
  const type = (number: string, gapMs?: number) => {
    screenClock += 10_000;
    for (const key of wedgeTwinKeys(number, screenClock, gapMs)) reader.pressKey(key);
  };
  return { deps, heard, reader, type };
}

describe('a reader that types', () => {
  it('is ready from the start and tells a card as certain, in the moment its Enter arrives', () => {
    const { deps, heard, type } = start();
    type('0008472288');
    expect(heard.states).toMatchObject([{ state: 'ready' }]);
    expect(heard.reads).toEqual([
      { reader: 'wedge-1', card: 'em:008146E0', stay: 'wedge-1/1', certain: true, at: deps.mono() },
    ]);
  });

  it('that types a card again and again while it lies there tells one stay', () => {
    const { deps, heard, type } = start();
    for (let i = 0; i < 5; i += 1) {
      type('0008472288');
      deps.advance(400);
    }
    expect(heard.reads).toHaveLength(1);
    deps.advance(500);
    type('0008472288');
    expect(heard.reads.map(({ stay }) => stay)).toEqual(['wedge-1/1', 'wedge-1/2']);
  });

  it('says how many keys were no card: a person’s typing, numbers of another length, one key held down', () => {
    const { heard, reader, type } = start();
    type('0008472288', 180);
    type('123');
    type('1111111111');
    type('0008472288');
    expect(heard.reads).toHaveLength(1);
    expect(reader.counts()).toEqual({ stays: 1, seenOnce: 0, discarded: 11 + 4 + 11 });
  });

  it('tells nothing after it was stopped', async () => {
    const { heard, reader, type } = start();
    await reader.stop();
    type('0008472288');
    expect(heard.reads).toEqual([]);
  });
});
