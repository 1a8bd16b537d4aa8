import type { Panel } from '#contracts/engine-link/panel/panel.ts';
import type { Common, HealedView } from '#contracts/engine-link/screen-state.ts';
import type { DocumentOf } from '#contracts/sync/documents.ts';
import type { EpochMs } from '#domain/ids.ts';
import type { ClockReading } from '#domain/time/clock-reading.ts';
import type { ReaderCondition } from '../devices/reader-health.ts';
import type { SyncStatus } from '../engine-host.ts';

export type CommonSources = {
  /** Known from enrolment on, before the first directory. */
  readonly institution: string;
  readonly simulator: Common['simulator'];
  readonly place: () => DocumentOf<'place'> | undefined;
  readonly reading: () => ClockReading;
  readonly lastClockSampleAt: () => EpochMs | undefined;
  /** The last time the ledger had to be healed; undefined: never that is remembered. */
  readonly lastHealed: () => HealedView | undefined;
  /** Whether the reserve of disk space is gone. */
  readonly diskLow: () => boolean;
  /** Events that the hub has not confirmed. */
  readonly backlog: () => number;
  readonly readers: () => readonly ReaderCondition[];
  readonly panel: () => Panel;
};

/** A wall clock drifts 100 ppm: after a day without the hub it may be 8.6 s off, more than a step of the room code. */
const CLOCK_TRUSTED_MS = 24 * 60 * 60_000;

// Two clocks read one after the other differ by a few ms each time; that is no news for a screen.
const OFFSET_JITTER_MS = 20;

/** A teacher who comes once a week should see it; that nothing was lost is news for a day. */
const HEALED_SHOWN_MS = { lossless: 24 * 60 * 60_000, lossy: 8 * 24 * 60 * 60_000 } as const;

/** What stands around every screen: where this is, how the readers and the hub are, how far to trust the time. */
export class CommonBoard {
  readonly #sources: CommonSources;
  #hub: SyncStatus & { readonly since: EpochMs };
  #offsetMs = 0;

  constructor(sources: CommonSources, now: EpochMs) {
    this.#sources = sources;
    this.#hub = { state: 'offline', detail: null, since: now };
  }

  noteHub(status: SyncStatus, now: EpochMs): void {
    const since = status.state === this.#hub.state ? this.#hub.since : now;
    this.#hub = { ...status, since };
  }

  /** All but the camera, which depends on the classes. */
  view(now: EpochMs): Omit<Common, 'camera'> {
    const { institution, simulator, place, lastClockSampleAt, backlog, readers, panel } = this.#sources;
    const here = place();
    const comparedAt = lastClockSampleAt();
    return {
      institution: here?.institution ?? institution,
      brand: here?.brand ?? '#1b3a5c',
      room: here?.room ?? '',
      timeZone: here?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      clockOffsetMs: this.#steadyOffset(now),
      clockUncertain: comparedAt === undefined || now - comparedAt > CLOCK_TRUSTED_MS,
      hub: { ...this.#hub, backlog: backlog() },
      readers: readers().map(({ id, name, kind, state }) => ({ id, name, kind, state })),
      healed: this.#healedLately(now),
      diskLow: this.#sources.diskLow(),
      panel: panel(),
      simulator,
    };
  }

  #healedLately(now: EpochMs): HealedView | null {
    const healed = this.#sources.lastHealed();
    if (healed === undefined) return null;
    const isLossy = healed.lost > 0 || healed.mayBeMore;
    const shownMs = isLossy ? HEALED_SHOWN_MS.lossy : HEALED_SHOWN_MS.lossless;
    return now < healed.at + shownMs ? healed : null;
  }

  #steadyOffset(now: EpochMs): number {
    const offsetMs = now - this.#sources.reading().wall;
    if (Math.abs(offsetMs - this.#offsetMs) > OFFSET_JITTER_MS) this.#offsetMs = offsetMs;
    return this.#offsetMs;
  }
}
