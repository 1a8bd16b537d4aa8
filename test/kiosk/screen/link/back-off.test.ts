import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backOffMs } from '../../../../src/kiosk/screen/link/back-off.ts';
import { reloadOnce } from '../../../../src/kiosk/screen/link/reload-once.ts';
import { socketUrl } from '../../../../src/kiosk/screen/link/socket-link.ts';

describe('connecting again', () => {
  test('is tried at once at first, then less and less often, and always within three seconds', () => {
    expect(backOffMs(1, 0)).toBe(125);
    expect(backOffMs(1, 0.999)).toBeLessThan(250);
    expect(backOffMs(3, 0)).toBe(500);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, random) => {
          const wait = backOffMs(failures, random);
          expect(wait).toBeGreaterThanOrEqual(125);
          expect(wait).toBeLessThanOrEqual(3000);
        },
      ),
    );
  });

  test('is to the host that served the page, as safely as the page came', () => {
    expect(socketUrl({ protocol: 'http:', host: '127.0.0.1:4173' })).toBe('ws://127.0.0.1:4173/link');
    expect(socketUrl({ protocol: 'https:', host: 'kiosk.local' })).toBe('wss://kiosk.local/link');
  });
});

describe('loading again', () => {
  test('is done once a minute at most', () => {
    const items = new Map<string, string>();
    const storage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
    } as Storage;
    let reloads = 0;
    const at = (now: number) => reloadOnce(storage, now, () => (reloads += 1));
    expect(at(1_000_000)).toBe(true);
    expect(at(1_059_999)).toBe(false);
    expect(at(1_060_000)).toBe(true);
    expect(reloads).toBe(2);
  });
});
