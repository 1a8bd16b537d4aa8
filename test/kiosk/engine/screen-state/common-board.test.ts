import { describe, expect, it } from 'vitest';
import { CLOSED_PANEL } from '#contracts/engine-link/panel/panel.ts';
import type { EpochMs } from '#domain/ids.ts';
import { CommonBoard } from '../../../../src/kiosk/engine/screen-state/common-board.ts';
import { at } from '../rig/campus.ts';

/** A board on a machine whose wall clock is off by what `wallOffMs` says. */
function board(wallOffMs: { now: number }): { board: CommonBoard; now: EpochMs } {
  const now = at('9:00');
  const reading = () => ({
    wall: (now + wallOffMs.now) as EpochMs,
    mono: 0,
    boot: '00000000000000b0',
    hubMinusMono: 0,
    uncertaintyMs: 0,
  });
  const sources = {
    institution: 'Example University',
    simulator: null,
    place: () => undefined,
    reading,
    lastClockSampleAt: () => undefined,
    lastHealed: () => undefined,
    diskLow: () => false,
    backlog: () => 3,
    readers: () => [],
    panel: () => CLOSED_PANEL,
  };
  return { board: new CommonBoard(sources, now), now };
}

describe('what stands around every screen', () => {
  it('is there before the hub has told the kiosk where it is', () => {
    const { board: common, now } = board({ now: 0 });
    expect(common.view(now)).toMatchObject({
      institution: 'Example University',
      room: '',
      brand: '#1b3a5c',
      clockUncertain: true,
      hub: { state: 'offline', since: now, backlog: 3 },
    });
  });

  it('doesn’t change by the few ms between two readings of a clock, but by a clock that was set', () => {
    const off = { now: -7_000 };
    const { board: common, now } = board(off);
    expect(common.view(now).clockOffsetMs).toBe(7_000);
    off.now = -7_003;
    expect(common.view(now).clockOffsetMs).toBe(7_000);
    off.now = -9_000;
    expect(common.view(now).clockOffsetMs).toBe(9_000);
  });

  it('says since when the hub has been as it is', () => {
    const { board: common } = board({ now: 0 });
    common.noteHub({ state: 'online', detail: null }, at('9:01'));
    common.noteHub({ state: 'online', detail: null }, at('9:02'));
    expect(common.view(at('9:03')).hub).toMatchObject({ state: 'online', since: at('9:01') });
  });
});
