import type { EpochMs } from '#domain/ids.ts';
import type { ClockReading } from '#domain/time/clock-reading.ts';
import { asTime } from '#domain/time/corrected-time.ts';
import { type BootSources, type Segment, SYSTEM_BOOT, segmentAt } from './boot.ts';

/** The wall clock differing from the monotonic one by more than this since the last look was set, not adjusted. */
const STEP_MS = 2_000;

/** A machine that slept at all has its wall clock ahead by at least this; looked at anyway after this much time. */
const SLEEP_GAP_MS = 500;
const ASK_UPTIME_MS = 1_000;

/** How far a quartz clock may run off: 100 ppm is the worst of ordinary boards over a room's temperatures. */
const DRIFT_PER_MS = 100e-6;

export type ClockSources = BootSources & {
  /** What the operating system takes the time to be, ms since 1970. */
  readonly wallMs: () => number;
  /** Milliseconds since an arbitrary start; never steps. */
  readonly monoMs: () => number;
};

const SYSTEM: ClockSources = {
  ...SYSTEM_BOOT,
  wallMs: () => Date.now(),
  monoMs: () => Number(process.hrtime.bigint() / 1_000n) / 1_000,
};

export type ClockOptions = {
  /** Tests inject their own time. */
  readonly sources?: ClockSources;
  /** Told once for each time the wall clock was set by somebody, from within `read` and after its books are in order. */
  readonly onStep?: (byMs: number) => void;
};

type Sample = { readonly hubMinusMono: number; readonly uncertaintyMs: number; readonly mono: number };

/** This machine's clocks, and what is known of the hub's. */
export class Clock {
  readonly #sources: ClockSources;
  readonly #onStep: (byMs: number) => void;
  #wallMinusMono: number;
  #segment: Segment;
  #sample: Sample | undefined;
  #askUptimeAt = Number.NEGATIVE_INFINITY;

  constructor({ sources = SYSTEM, onStep = () => undefined }: ClockOptions = {}) {
    this.#sources = sources;
    this.#onStep = onStep;
    this.#wallMinusMono = sources.wallMs() - sources.monoMs();
    this.#segment = segmentAt(sources, sources.monoMs(), undefined);
  }

  /** What the clocks say now, in whole milliseconds, as it stands in an event. */
  read(): ClockReading {
    const mono = this.#sources.monoMs();
    const wall = this.#sources.wallMs();
    // Measured against the last look, so that NTP's slewing (at most 0.5 ms a second) never adds up to a step.
    const gapMs = Math.round(wall - mono - this.#wallMinusMono);
    this.#wallMinusMono = wall - mono;
    this.#noteSleep(mono, gapMs);
    if (Math.abs(gapMs) > STEP_MS) this.#onStep(gapMs);
    const sample = this.#sample;
    return {
      wall: Math.round(wall) as EpochMs,
      mono: Math.round(mono),
      boot: this.#segment.id,
      hubMinusMono: sample?.hubMinusMono ?? null,
      uncertaintyMs: sample === undefined ? null : sample.uncertaintyMs + drift(mono - sample.mono),
    };
  }

  /** The hub's time as well as it is known here; the wall clock's until the hub was first heard. */
  correctedNow(): EpochMs {
    const { wall, mono, hubMinusMono } = this.read();
    return hubMinusMono === null ? wall : asTime(mono + hubMinusMono);
  }

  /** A measurement of the hub's clock against `mono`; the newest counts. */
  noteSample(hubMinusMono: number, uncertaintyMs: number): void {
    const mono = this.#sources.monoMs();
    this.#sample = { hubMinusMono: Math.round(hubMinusMono), uncertaintyMs: Math.ceil(uncertaintyMs), mono };
  }

  // The monotonic clock stands still while the machine sleeps, so a measurement from before is worth nothing after. Meanwhile the wall
  // clock goes on: only a gap between the two, or some time since the last look, is worth asking the operating system (5 µs, a file).
  #noteSleep(mono: number, gapMs: number): void {
    if (Math.abs(gapMs) < SLEEP_GAP_MS && mono < this.#askUptimeAt) return;
    this.#askUptimeAt = mono + ASK_UPTIME_MS;
    const segment = segmentAt(this.#sources, mono, this.#segment);
    if (segment.id !== this.#segment.id) this.#sample = undefined;
    this.#segment = segment;
  }
}

function drift(elapsedMs: number): number {
  return Math.ceil(elapsedMs * DRIFT_PER_MS);
}
