import { describe, expect, it } from 'vitest';
import { type KnownSensor, recogniseSensor } from '../../../../src/kiosk/engine/fingers/recognise-sensor.ts';

const MARKED: KnownSensor = {
  id: 'aa',
  reader: 'door',
  marked: true,
  type: 1,
  capacity: 200,
  current: true,
  kept: [3, 70],
};
const UNMARKED: KnownSensor = { ...MARKED, id: 'bb', marked: false };
const FOUND = { type: 1, capacity: 200, pages: [3, 70] };

const recognise = (
  marker: string | undefined,
  sensors: readonly KnownSensor[],
  change: Partial<typeof FOUND> = {},
  reader = 'door',
) => recogniseSensor({ ...FOUND, ...change, marker }, reader, { sensors, newId: () => 'new' });

describe('a sensor', () => {
  it('that carries a name is known by it, at whatever reader', () => {
    expect(recognise('aa', [MARKED])).toEqual({ id: 'aa', replaces: undefined, erase: [], lost: [] });
    expect(recognise('aa', [MARKED], {}, 'desk')).toMatchObject({ id: 'aa', replaces: undefined });
    expect(recognise('cc', [MARKED])).toEqual({ id: 'cc', replaces: 'aa', erase: [], lost: [] });
  });

  it('that is ours has to forget what is nobody’s, and may have lost what is somebody’s', () => {
    expect(recognise('aa', [MARKED], { pages: [70, 90] })).toMatchObject({ erase: [90], lost: [3] });
  });

  it('that is new keeps what others stored in it', () => {
    expect(recognise('cc', [], { pages: [1, 2] })).toMatchObject({ erase: [], lost: [] });
  });

  it('without a memory is the one that was here, if it looks like it', () => {
    expect(recognise(undefined, [UNMARKED])).toMatchObject({ id: 'bb', replaces: undefined });
    expect(recognise(undefined, [UNMARKED], { pages: [3, 70, 90] })).toMatchObject({ id: 'bb', erase: [90] });
    for (const other of [{ pages: [3] }, { pages: [] }, { capacity: 100 }, { type: 2 }])
      expect(recognise(undefined, [UNMARKED], other)).toMatchObject({ id: 'new', replaces: 'bb', erase: [] });
    expect(recognise(undefined, [UNMARKED], {}, 'desk')).toMatchObject({ id: 'new', replaces: undefined });
    expect(recognise(undefined, [MARKED])).toMatchObject({ id: 'new', replaces: 'aa' });
    expect(recognise(undefined, [{ ...UNMARKED, current: false }])).toMatchObject({ replaces: undefined });
  });
});
