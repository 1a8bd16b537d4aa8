import type { EpochMs, InstitutionId, KioskNumber } from '#domain/ids.ts';
import type { ClockSample } from '#domain/sync/clock-window.ts';
import type { UpFrame } from '#domain/sync/frames.ts';
import { HubSync } from '#domain/sync/hub-sync.ts';
import type { KioskInput } from '#domain/sync/kiosk-state.ts';
import { KioskSync } from '#domain/sync/kiosk-sync.ts';
import { HUB_TIMINGS, KIOSK_TIMINGS } from '#domain/sync/timings.ts';
import type { ClockReading } from '#domain/time/clock-reading.ts';
import { addClockSample, type ClockSamples, correctedTime } from '#domain/time/corrected-time.ts';
import { Clock } from '#platform/clock.ts';
import { isWorthNoting, type NotedSample } from '../../../src/kiosk/engine/self-check/clock-notes.ts';
import { memoryHub } from '../sim/memory-hub.ts';
import { memoryKiosk } from '../sim/memory-kiosk.ts';
import type { Random } from '../sim/random.ts';
import { Schedule } from '../sim/schedule.ts';
import type { Line } from './line.ts';

/** One connection: frames stay in their order, as TCP has it. */
type Call = { readonly connection: number; session: number | null; lastUp: number; lastDown: number };

function callOf(connection: number): Call {
  return { connection, session: null, lastUp: 0, lastDown: 0 };
}

/** One touch: what stands in the ledger, and what only an outside observer knows. */
type Punch = { readonly reading: ClockReading; readonly trueAt: number };

export type ClockLife = {
  /** How far corrected times are from the truth, and what was said of them at most. */
  readonly errors: readonly { readonly errorMs: number; readonly uncertaintyMs: number }[];
  /** Touches of which nobody can say when they were: no comparison in their boot. */
  readonly unknown: number;
  /** Times the wall clock was set, and how often that was noticed. */
  readonly steps: number;
  readonly noticed: number;
  readonly reboots: number;
};

const KIOSK = 7 as KioskNumber;
const INSTITUTION = '00000000-0000-4000-8000-000000000000' as InstitutionId;
const HUB_KEY = 'a'.repeat(32);
const SIGNATURE = 'A'.repeat(86);
const BEGINNING = 1_800_000_000_000;
const HOUR_MS = 3_600_000;
const TICK_MS = 500;

/** Wall clocks are set by so much; what is closer to the truth than two seconds is no step. */
const STEPS_MS = [
  HOUR_MS,
  -HOUR_MS,
  24 * HOUR_MS,
  -24 * HOUR_MS,
  -BEGINNING,
  347_483_647_000,
  -5_000,
  -30_000,
];

/** Some minutes of a kiosk on one line: the shipped clock, both shipped machines, and people who touch its reader. */
export function liveByTheClock(random: Random, line: Line, minutes: number): ClockLife {
  const kiosk = new KioskByTheClock(random, line);
  const end = minutes * 60_000;
  kiosk.often(20, end, () => kiosk.touch());
  kiosk.often(0.3, end, () => kiosk.stepWall(random.oneOf(STEPS_MS)));
  kiosk.often(0.1, end, () => kiosk.reboot());
  kiosk.often(line.lossesPerMinute, end, () => kiosk.loseLine(random.whole(500, line.longestLossMs)));
  kiosk.schedule.runUntil(end);
  return kiosk.life();
}

class KioskByTheClock {
  readonly schedule = new Schedule();
  readonly #random: Random;
  readonly #line: Line;
  readonly #hub: HubSync;
  readonly #disk;
  /** Parts per million that this machine's quartz is off. */
  readonly #ppm: number;
  readonly #punches: Punch[] = [];
  #samples: ClockSamples = new Map();
  #clock: Clock;
  #sync: KioskSync;
  #noted: NotedSample | undefined;
  #bootAt = 0;
  #monoAtBoot = 0;
  #wallOffset = 0;
  #boots = 0;
  #steps = 0;
  #noticed = 0;
  #lostUntil = 0;
  /** The connection that still carries anything. */
  #call: Call = callOf(0);

  constructor(random: Random, line: Line) {
    this.#random = random;
    this.#line = line;
    this.#ppm = (random.fraction() * 2 - 1) * 100;
    const hubDisk = memoryHub({
      random,
      newId: () => 'hub',
      publicKeyOf: () => Uint8Array.of(1),
      onContact: () => undefined,
    });
    hubDisk.start();
    this.#hub = new HubSync({
      port: hubDisk.port,
      self: {
        institutionId: INSTITUTION,
        versions: [1, 1],
        keyId: HUB_KEY,
        nextHubKey: null,
        seal: () => '0'.repeat(32),
        sign: () => SIGNATURE,
        isSignedBy: () => true,
      },
      timings: HUB_TIMINGS,
      places: 1,
      moment: () => ({ mono: this.#now, now: this.#hubNow(), fraction: () => random.fraction() }),
      onForged: () => undefined,
      ingest: (kiosk, push, answer) => answer(hubDisk.ingest(kiosk, push)),
    });
    this.#disk = memoryKiosk({ kiosk: KIOSK, random, gate: () => undefined, newId: () => random.hex(16) });
    this.#clock = this.#startClock();
    this.#sync = this.#startSync();
    this.#tick();
  }

  get #now(): number {
    return Math.floor(this.schedule.now);
  }

  #hubNow(): EpochMs {
    return (BEGINNING + this.#now) as EpochMs;
  }

  /** `run` at random moments, so often a minute on average. */
  often(perMinute: number, until: number, run: () => void): void {
    const next = (): void => {
      const wait = (-Math.log(1 - this.#random.fraction()) / perMinute) * 60_000;
      if (this.schedule.now + wait >= until) return;
      this.schedule.after(wait, () => {
        run();
        next();
      });
    };
    if (perMinute > 0) next();
  }

  touch(): void {
    this.#punches.push({ reading: this.#clock.read(), trueAt: BEGINNING + this.schedule.now });
  }

  stepWall(byMs: number): void {
    // Somebody looks at the clock before, as the engine does every second.
    this.#clock.read();
    this.#wallOffset += byMs;
    this.#steps++;
    this.#clock.read();
  }

  reboot(): void {
    this.#bootAt = this.schedule.now;
    this.#monoAtBoot = this.#random.fraction() * 100_000;
    this.#boots++;
    this.#call = callOf(0);
    this.#noted = undefined;
    this.#clock = this.#startClock();
    this.#sync = this.#startSync();
  }

  /** Nothing gets through; either end finds out by itself. */
  loseLine(ms: number): void {
    this.#lostUntil = Math.max(this.#lostUntil, this.schedule.now + ms);
    this.#call = callOf(0);
  }

  life(): ClockLife {
    const times = this.#punches.map(({ reading, trueAt }) => {
      const { at, uncertaintyMs } = correctedTime(reading, this.#samples);
      return { errorMs: Math.abs(at - trueAt), uncertaintyMs };
    });
    const known = times.flatMap(({ errorMs, uncertaintyMs }) =>
      uncertaintyMs === null ? [] : [{ errorMs, uncertaintyMs }],
    );
    return {
      errors: known,
      unknown: times.length - known.length,
      steps: this.#steps,
      noticed: this.#noticed,
      reboots: this.#boots,
    };
  }

  #monoMs(): number {
    return this.#monoAtBoot + (this.schedule.now - this.#bootAt) * (1 + this.#ppm / 1e6);
  }

  #startClock(): Clock {
    const sources = {
      bootId: `boot ${this.#boots}`,
      uptimeMs: () => this.#monoMs(),
      monoMs: () => this.#monoMs(),
      wallMs: () => BEGINNING + this.schedule.now * (1 + this.#ppm / 1e6) + this.#wallOffset,
    };
    return new Clock({ sources, onStep: () => this.#noticed++ });
  }

  #startSync(): KioskSync {
    const boots = this.#boots;
    const sync: KioskSync = new KioskSync({
      port: this.#disk.port,
      host: {
        dial: (connection) => this.#dial(sync, connection),
        hangUp: () => {
          this.#call = callOf(0);
        },
        send: (_connection, frame) => this.#sendUp(frame),
        onDirectory: () => undefined,
        onHubEvents: () => undefined,
        onNextHubKey: () => undefined,
        onClockSample: (sample) => this.#noteSample(sample),
      },
      self: {
        institutionId: INSTITUTION,
        kiosk: KIOSK,
        app: 'clock',
        start: boots.toString(16).padStart(16, '0'),
        versions: [1, 1],
        keyId: HUB_KEY,
        knowsHub: () => true,
        sign: () => SIGNATURE,
        isSignedByHub: () => true,
      },
      timings: KIOSK_TIMINGS,
      lastCheck: () => null,
      moment: () => {
        const { wall, mono, boot, hubMinusMono, uncertaintyMs } = this.#clock.read();
        const corrected = hubMinusMono === null ? null : ((mono + hubMinusMono) as EpochMs);
        const chance = { fraction: () => this.#random.fraction(), nonce: () => this.#random.hex(32) };
        return { mono, wall, boot, corrected, uncertaintyMs, ...chance };
      },
    });
    sync.handle({ kind: 'start' });
    return sync;
  }

  #dial(sync: KioskSync, connection: number): void {
    const call: Call = callOf(connection);
    this.#call = call;
    if (this.schedule.now < this.#lostUntil) return;
    this.schedule.after(this.#line.upMs(this.#random, this.schedule.now), () => {
      if (this.#call !== call) return;
      call.session = this.#hub.open(
        {
          send: (frame) => this.#sendDown(sync, call, { kind: 'frame', connection, frame }),
          close: (why) => this.#sendDown(sync, call, { kind: 'closed', connection, why }),
        },
        this.#random.hex(32),
      );
    });
  }

  #sendUp(frame: UpFrame): void {
    const call = this.#call;
    call.lastUp = Math.max(call.lastUp, this.schedule.now + this.#line.upMs(this.#random, this.schedule.now));
    this.schedule.at(call.lastUp, () => {
      if (this.#call === call && call.session !== null)
        this.#hub.handle(call.session, { kind: 'frame', frame });
    });
  }

  #sendDown(sync: KioskSync, call: Call, input: KioskInput): void {
    call.lastDown = Math.max(
      call.lastDown,
      this.schedule.now + this.#line.downMs(this.#random, this.schedule.now),
    );
    this.schedule.at(call.lastDown, () => {
      if (this.#call === call && this.#sync === sync) sync.handle(input);
    });
  }

  #tick(): void {
    this.#sync.handle({ kind: 'tick', heard: false });
    const { session } = this.#call;
    if (session !== null) this.#hub.handle(session, { kind: 'tick', heard: false });
    this.schedule.after(TICK_MS, () => this.#tick());
  }

  /** As the engine does with each comparison. */
  #noteSample(sample: ClockSample): void {
    const { hubMinusMono, uncertaintyMs } = sample;
    this.#clock.noteSample(hubMinusMono, uncertaintyMs);
    const { boot, mono } = this.#clock.read();
    const now = this.#clock.correctedNow();
    if (!isWorthNoting(sample, this.#noted, boot, now)) return;
    this.#noted = { ...sample, boot, notedAt: now };
    this.#samples = addClockSample(this.#samples, boot, { mono, hubMinusMono, uncertaintyMs });
  }
}
