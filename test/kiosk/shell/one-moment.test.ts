import { describe, expect, it } from 'vitest';
import { FromEngineSchema } from '#contracts/engine-link/from-engine.ts';
import type { EpochMs } from '#domain/ids.ts';
import { commonBeforeFirst, commonIn, oneMoment } from '../../../src/kiosk/shell/one-moment.ts';

describe('“one moment” while the engine is started again', () => {
  it('is a state any screen can draw, before anything else was ever shown', () => {
    expect(FromEngineSchema.safeParse(oneMoment(commonBeforeFirst(0 as EpochMs))).success).toBe(true);
  });

  it('keeps the room and the institution of what was on the screen', () => {
    const common = { ...commonBeforeFirst(0 as EpochMs), room: 'B-204' };
    expect(commonIn(JSON.stringify(oneMoment(common)))?.room).toBe('B-204');
    expect(commonIn('{"type":"reload"}')).toBeUndefined();
  });
});
