import { type FromEngine, FromEngineSchema } from '#contracts/engine-link/from-engine.ts';
import type { Common } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs } from '#domain/ids.ts';

/** The one thing the shell says by itself: that the engine is being started again. */
export function oneMoment(common: Common): FromEngine {
  return {
    type: 'state',
    state: {
      name: 'out-of-order',
      common,
      reason: 'engine-stopped',
      detail: 'One moment: the kiosk is starting again. Whatever was shown as recorded is kept.',
    },
  };
}

/** What stands around every screen, from the last state that passed through to the window. */
export function commonIn(text: string): Common | undefined {
  const message = FromEngineSchema.safeParse(JSON.parse(text));
  return message.success && message.data.type === 'state' ? message.data.state.common : undefined;
}

/** Before the engine has said where it is. */
export function commonBeforeFirst(now: EpochMs): Common {
  return {
    institution: 'Muster',
    brand: '#1b3a5c',
    room: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    clockOffsetMs: 0,
    clockUncertain: true,
    hub: { state: 'offline', since: now, backlog: 0, detail: null },
    readers: [],
    healed: null,
    diskLow: false,
    camera: null,
    panel: { name: 'closed' },
    simulator: null,
  };
}
