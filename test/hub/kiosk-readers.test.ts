import { describe, expect, it } from 'vitest';
import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import { kioskReaders } from '../../src/hub/server/kiosks/kiosk-readers.ts';
import { MINUTE } from './support/manual-time.ts';
import { openTestRoom } from './support/test-assembly.ts';

const DAY = 24 * 60 * MINUTE;

// The kiosk of a room has a reader at the door and one on the desk. It is offline now and then, and delivers later.
function openReaders() {
  const opened = openTestRoom();
  const { test, kiosk } = opened;
  const begin = test.time.now;
  const told = (state: 'ready' | 'absent' | 'quiet' | 'removed', reader = 'door') =>
    kiosk.append('reader-changed', { reader, state, detail: `It is ${state}.` });
  const readers = () => {
    kiosk.push();
    return kioskReaders(test.parts.db, kiosk.number, test.time.now as EpochMs);
  };
  const minute = (at: number | null) => (at === null ? null : (at - begin) / MINUTE);
  return { ...opened, told, readers, minute };
}

describe('what the hub knows of a kiosk’s readers', () => {
  it('is how each is, and when it could not be relied on', () => {
    const { test, kiosk, told, readers, minute } = openReaders();
    kiosk.append('engine-started', { app: 'test' });
    told('ready');
    told('ready', 'desk');
    test.time.pass(2 * MINUTE);
    told('absent');
    test.time.pass(5 * MINUTE);
    told('ready');
    test.time.pass(MINUTE);
    told('quiet', 'desk');
    const { readers: now, gaps } = readers();
    expect(now.map(({ reader, state, since }) => [reader, state, minute(since)])).toEqual([
      ['door', 'ready', 7],
      ['desk', 'quiet', 8],
    ]);
    expect(gaps.map(({ reader, state, from, to }) => [reader, state, minute(from), minute(to)])).toEqual([
      ['desk', 'quiet', 8, null],
      ['door', 'absent', 2, 7],
    ]);
    expect(gaps[1]?.detail).toBe('It is absent.');
    test.time.pass(MINUTE);
    told('removed', 'desk');
    expect(readers()).toMatchObject({
      readers: [{ reader: 'door' }],
      gaps: [{ reader: 'desk', to: test.time.now }, { reader: 'door' }],
    });
  });

  it('is that a reader has been absent since its plug was pulled, whenever the kiosk was started since', () => {
    const { test, kiosk, told, readers, minute } = openReaders();
    told('absent');
    test.time.pass(7 * MINUTE);
    kiosk.append('engine-started', { app: 'test' });
    told('absent');
    expect(readers().readers.map(({ since }) => minute(since))).toEqual([0]);
  });

  it('forgets a reader that is not told of after the next start, and what is more than a month ago', () => {
    const { test, kiosk, told, readers } = openReaders();
    told('absent', 'desk');
    test.time.pass(MINUTE);
    kiosk.append('engine-started', { app: 'test' });
    told('ready');
    expect(readers()).toMatchObject({ readers: [{ reader: 'door' }], gaps: [{ reader: 'desk' }] });
    test.time.pass(31 * DAY);
    expect(readers()).toEqual({ readers: [], gaps: [] });
  });

  it('is nothing of a kiosk that isn’t there', () => {
    const { test, told, readers } = openReaders();
    told('absent');
    expect(readers().gaps).toHaveLength(1);
    const nobody = 4_711 as KioskNumber;
    expect(kioskReaders(test.parts.db, nobody, test.time.now as EpochMs)).toEqual({ readers: [], gaps: [] });
  });
});
