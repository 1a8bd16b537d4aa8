import type { ScreenStateOf } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs } from '#domain/ids.ts';

/** A kiosk between classes, told apart by its count of noted people. */
export function aReadyState(noted: number): ScreenStateOf<'ready'> {
  return {
    name: 'ready',
    common: {
      institution: 'Example University',
      brand: '#1b3a5c',
      room: 'B-204',
      timeZone: 'Europe/Berlin',
      clockOffsetMs: 0,
      clockUncertain: false,
      hub: { state: 'online', since: 0 as EpochMs, backlog: 0, detail: null },
      readers: [],
      healed: null,
      diskLow: false,
      camera: null,
      panel: { name: 'closed' },
      simulator: null,
    },
    today: [],
    next: null,
    canOpen: false,
    noted,
    answer: null,
  };
}
