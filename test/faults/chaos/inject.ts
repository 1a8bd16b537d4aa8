import { setTimeout as sleep } from 'node:timers/promises';
import { unreachable } from '#domain/unreachable.ts';
import { checkAcknowledged } from './check-acknowledged.ts';
import type { Program } from './program.ts';
import type { Fault, PlannedFault } from './schedule.ts';
import type { KioskInWorld, World } from './world.ts';

/** Plays the schedule to its end, then makes everything good again at once: lines through, programs running. */
export async function inject(
  world: World,
  schedule: readonly PlannedFault[],
  seconds: number,
): Promise<void> {
  const faults = new Injector(world);
  const startedAt = performance.now();
  for (const { atMs, fault } of schedule) {
    await sleep(Math.max(0, startedAt + atMs - performance.now()));
    faults.begin(fault);
  }
  await sleep(Math.max(0, startedAt + seconds * 1_000 - performance.now()));
  await faults.end();
}

/** Does faults to a world, several at a time, and knows how to undo those that last. */
class Injector {
  readonly #world: World;
  /** What is under way, by what would end it early. */
  readonly #lasting = new Map<() => void, Promise<void>>();
  #isOver = false;

  constructor(world: World) {
    this.#world = world;
  }

  begin(fault: Fault): void {
    this.#world.record.noteMoment(JSON.stringify(fault));
    switch (fault.kind) {
      case 'kill-hub':
        this.#killHub(fault.downMs);
        return;
      case 'kill-kiosk':
        this.#killKiosk(this.#kiosk(fault.kiosk), fault.downMs);
        return;
      case 'pause-hub':
        this.#pause(this.#world.hub, fault.ms);
        return;
      case 'pause-kiosk':
        this.#pause(this.#kiosk(fault.kiosk).program, fault.ms);
        return;
      case 'cut':
        this.#count('connections cut', this.#kiosk(fault.kiosk).line.cut(fault.how));
        return;
      case 'half-open':
        this.#count('half-open links', this.#kiosk(fault.kiosk).line.swallow(fault.way));
        return;
      case 'slow':
        this.#slow(this.#kiosk(fault.kiosk), fault);
        return;
      case 'partition':
        this.#partition(fault);
        return;
      default:
        unreachable(fault);
    }
  }

  async end(): Promise<void> {
    this.#isOver = true;
    const lasting = [...this.#lasting];
    for (const [endNow] of lasting) endNow();
    await Promise.all(lasting.map(([, ended]) => ended));
    for (const { line } of this.#world.kiosks) line.heal();
  }

  #killHub(downMs: number): void {
    const { hub } = this.#world;
    if (!hub.isRunning) return;
    this.#count(this.#world.hubIsReady ? 'kills of the hub at work' : 'kills of the hub while it starts');
    this.#last(async (waited) => {
      await hub.kill();
      // Nobody writes to its disk now.
      checkAcknowledged(this.#world);
      await waited(downMs);
      this.#world.startHub();
    });
  }

  #killKiosk({ program, wall }: KioskInWorld, downMs: number): void {
    if (!program.isRunning) return;
    const isAtWork = wall.state !== undefined;
    this.#count(isAtWork ? 'kills of a kiosk at work' : 'kills of a kiosk while it starts');
    this.#last(async (waited) => {
      await program.kill();
      await waited(downMs);
      program.start();
    });
  }

  #pause(program: Program, ms: number): void {
    this.#count('pauses of a program');
    this.#last(async (waited) => {
      program.pause();
      await waited(ms);
      program.resume();
    });
  }

  #slow({ line }: KioskInWorld, fault: Extract<Fault, { kind: 'slow' }>): void {
    this.#count('slow lines');
    this.#last(async (waited) => {
      line.set({ latencyMs: fault.latencyMs, bytesPerSecond: fault.bytesPerSecond });
      await waited(fault.ms);
      line.set({ latencyMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY });
    });
  }

  #partition({ kiosks, how, ms }: Extract<Fault, { kind: 'partition' }>): void {
    this.#count('partitions');
    const lines = kiosks.map((place) => this.#kiosk(place).line);
    this.#last(async (waited) => {
      for (const line of lines) {
        line.set({ dialling: how });
        if (how === 'silent') line.swallow('both');
        else line.cut('reset');
      }
      await waited(ms);
      for (const line of lines) line.set({ dialling: 'through' });
    });
  }

  #last(run: (waited: (ms: number) => Promise<void>) => Promise<void>): void {
    const early = new AbortController();
    const waited = async (ms: number) => {
      if (!this.#isOver) await sleep(ms, undefined, { signal: early.signal }).catch(() => undefined);
    };
    const endNow = () => early.abort();
    this.#lasting.set(
      endNow,
      run(waited).finally(() => this.#lasting.delete(endNow)),
    );
  }

  #kiosk(place: number): KioskInWorld {
    const kiosk = this.#world.kiosks[place];
    if (kiosk === undefined) throw new Error(`there is no kiosk ${place}`);
    return kiosk;
  }

  #count(what: string, by = 1): void {
    this.#world.record.count(what, by);
  }
}
