import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeCode, QUIET_ZONE_MODULES } from '../../../../src/kiosk/screen/code/module-grid.ts';
import { shareLeft } from '../../../../src/kiosk/screen/code/step-bar.tsx';

describe('the place of a code', () => {
  test('on a wall of 1920 × 1080: 29 pixels a module', () => {
    expect(placeCode(29, { width: 1080, height: 1073 })).toEqual({
      modulePx: 29,
      sizePx: 1073,
      left: 4,
      top: 0,
    });
  });

  test('is whole pixels, inside its box, in its middle, and as large as can be, whatever the box', () => {
    const side = fc.integer({ min: 100, max: 5000 });
    const modules = fc.constantFrom(21, 25, 29, 33, 37, 57);
    fc.assert(
      fc.property(modules, side, side, (size, width, height) => {
        const { modulePx, sizePx, left, top } = placeCode(size, { width, height });
        const all = size + 2 * QUIET_ZONE_MODULES;
        expect([modulePx, sizePx, left, top].every(Number.isInteger)).toBe(true);
        expect(sizePx).toBe(modulePx * all);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(left + sizePx).toBeLessThanOrEqual(width);
        expect(top + sizePx).toBeLessThanOrEqual(height);
        expect(Math.abs(width - sizePx - 2 * left)).toBeLessThanOrEqual(1);
        expect((modulePx + 1) * all).toBeGreaterThan(Math.min(width, height));
      }),
    );
  });
});

describe('what is left of a step', () => {
  test.each([
    [10_000, 1],
    [11_000, 0.8],
    [14_999, 0.0002],
    [15_000, 0],
    [20_000, 0],
    [9_000, 1],
  ])('at %i of a step from 10,000 to 15,000 is %f', (now, expected) => {
    expect(shareLeft(10_000, 15_000, now)).toBeCloseTo(expected, 10);
  });
});
