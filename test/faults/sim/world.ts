import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import type { ClockSample } from '#domain/sync/clock-window.ts';
import type { HubSync } from '#domain/sync/hub-sync.ts';
import { judgePush } from '#domain/sync/judge-push.ts';
import type { KioskInput } from '#domain/sync/kiosk-state.ts';
import type { DiskMakers } from './disk-makers.ts';
import { type HubDisk, PowerCut } from './disks.ts';
import { hubProgram } from './hub-program.ts';
import { kioskProgram } from './kiosk-program.ts';
import { LedgerOfRecord } from './ledger-of-record.ts';
import type { Mutant } from './mutant.ts';
import { Network } from './network.ts';
import type { Random } from './random.ts';
import { type Said, say } from './said.ts';
import { Sayings } from './sayings.ts';
import { Schedule } from './schedule.ts';
import { BEGINNING, newKiosk, readClock, type SimKiosk } from './sim-kiosk.ts';
import type { Swarm } from './swarm.ts';
import { Violation } from './violation.ts';
import { watchedPort } from './watched-port.ts';
import { Watermarks } from './watermarks.ts';
import { Wires } from './wires.ts';

/** A hub, its kiosks and the network between them, in virtual time. */
export class World {
  readonly schedule = new Schedule();
  readonly record = new LedgerOfRecord();
  readonly random: Random;
  readonly swarm: Swarm;
  readonly network: Network;
  readonly kiosks: SimKiosk[] = [];
  readonly hub: HubDisk;
  readonly counts = {
    frames: 0,
    duplicatedFrames: 0,
    reorderedFrames: 0,
    overtakenFrames: 0,
    faults: 0,
    registers: 0,
  };
  faulty = true;
  #hubSync: HubSync | null = null;
  #hubLife = 0;
  #putBacks = 0;
  readonly #wires: Wires;
  readonly #watermarks = new Watermarks(this.record);
  readonly makers: DiskMakers;
  readonly mutant: Mutant;
  /** What events say, in the worlds that compare registers. */
  readonly sayings: Sayings | null;

  constructor(random: Random, swarm: Swarm, makers: DiskMakers, mutant: Mutant = {}) {
    this.random = random;
    this.swarm = swarm;
    this.makers = makers;
    this.mutant = mutant;
    const seed = random.whole(0, 0xffff_ffff);
    this.sayings = swarm.registers ? new Sayings(seed) : null;
    this.network = new Network({
      schedule: this.schedule,
      random,
      swarm,
      faulty: () => this.faulty,
      counts: this.counts,
      deliverUp: (link, frame) => {
        if (link.hubLife === this.#hubLife && link.hubSession !== null) {
          this.#hubSync?.handle(link.hubSession, { kind: 'frame', frame });
        }
      },
      deliverDown: (link, frame) => {
        const kiosk = this.kiosks[link.kiosk];
        const told = mutant.hubFrame === undefined ? frame : mutant.hubFrame(frame);
        if (kiosk?.link === link && told !== null) {
          this.tell(kiosk, { kind: 'frame', connection: link.connection, frame: told });
        }
      },
    });
    this.#wires = new Wires({
      schedule: this.schedule,
      random,
      network: this.network,
      hub: () => ({ sync: this.#hubSync, life: this.#hubLife, putBacks: this.#putBacks }),
      kioskOf: (link) => this.kiosks[link.kiosk],
      tell: (kiosk, input) => this.tell(kiosk, input),
    });
    const hub = makers.hub({
      random,
      publicKeyOf: (kiosk) => makers.signing.publicKeyOf(kiosk),
      // Copies of one kiosk can't know of each other's.
      onContact: (contact) => {
        if (!this.kiosks.some((one) => one.isClone && one.number === contact.kiosk))
          this.#watermarks.check(contact, this.hub);
      },
      now: () => this.hubNow(),
      judge: mutant.judgePush ?? judgePush,
    });
    this.hub = mutant.hubDisk === undefined ? hub : mutant.hubDisk(hub);
    this.startHub();
    this.schedule.after(1_000, () => this.#tickHub());
  }

  hubNow(): EpochMs {
    return (BEGINNING + this.schedule.now) as EpochMs;
  }

  addKiosk(number: KioskNumber, copyOf: SimKiosk | null = null): SimKiosk {
    const index = this.kiosks.length;
    const { random } = this;
    let kiosk: SimKiosk | undefined;
    const gate = (): void => {
      if (kiosk !== undefined && --kiosk.writesLeft === 0) throw new PowerCut();
    };
    const disk = this.makers.kiosk({ kiosk: number, index, random, gate, copyOf: copyOf?.disk ?? null });
    const port = watchedPort(this.mutant.kioskPort?.(disk.port, gate) ?? disk.port, {
      kiosk: () => kiosk,
      hub: () => this.hub,
      putBacks: () => this.#putBacks,
      onNewEpoch: () => this.record.noteOwn(disk, this.schedule.now),
    });
    const wallOffset = random.whole(-100_000, 100_000);
    kiosk = newKiosk({ index, number, isClone: copyOf !== null, disk, port, wallOffset });
    this.kiosks.push(kiosk);
    this.record.noteOwn(disk, this.schedule.now);
    this.startKiosk(kiosk);
    return kiosk;
  }

  startKiosk(kiosk: SimKiosk): void {
    const { random } = this;
    kiosk.life++;
    kiosk.monoOffset = random.whole(0, 1_000_000) - this.schedule.now;
    kiosk.boot = random.hex(16);
    kiosk.sample = null;
    kiosk.timerAt = Number.POSITIVE_INFINITY;
    kiosk.sync = kioskProgram({
      kiosk,
      makers: this.makers,
      mutant: this.mutant,
      random,
      now: () => this.schedule.now,
      host: {
        dial: (connection) => this.#wires.dial(kiosk, connection),
        hangUp: () => {
          if (kiosk.link !== null) this.#wires.kioskCloses(kiosk.link);
        },
        send: (connection, frame) => {
          if (kiosk.link?.connection === connection) this.network.up(kiosk.link, frame);
        },
        onClockSample: (sample) => this.#noteClockSample(kiosk, sample),
      },
    });
    this.tell(kiosk, { kind: 'start' });
  }

  /** Gives a kiosk an input; the power may go on the way. */
  tell(kiosk: SimKiosk, input: KioskInput): void {
    const { sync } = kiosk;
    if (sync === null) return;
    this.mayCrash(kiosk, () => sync.handle(this.mutant.kioskInput?.(input, kiosk.port) ?? input));
    this.#armTimer(kiosk);
  }

  /** Something is recorded; `event` if it is already clear what. */
  appendAt(kiosk: SimKiosk, event?: Said['event']): void {
    if (kiosk.sync === null) return;
    const trueAt = this.hubNow();
    const said = event ?? this.sayings?.atKiosk(kiosk.number, readClock(kiosk, this.schedule.now));
    this.mayCrash(kiosk, () => {
      const row = kiosk.disk.append();
      this.record.note(row, this.schedule.now);
      if (said !== undefined) this.sayings?.note(row.id, { event: said, about: kiosk.number, trueAt });
    });
    this.tell(kiosk, { kind: 'appended' });
  }

  appendAtHub(targets: readonly KioskNumber[]): void {
    if (this.#hubSync === null) return;
    const row = this.hub.append(targets);
    this.record.note(row, this.schedule.now, targets);
    const [about] = targets;
    if (about !== undefined) this.sayings?.noteAtHub(row.id, about, this.hubNow());
    for (const kiosk of targets) this.#hubSync.wake(kiosk);
  }

  /** As the engine does: the newest measurement counts, and stands in the ledger. */
  #noteClockSample(kiosk: SimKiosk, sample: ClockSample): void {
    const { hubMinusMono, uncertaintyMs } = sample;
    const truth = BEGINNING - kiosk.monoOffset;
    if (Math.abs(hubMinusMono - truth) > uncertaintyMs) {
      throw new Violation(`clock sample off by ${hubMinusMono - truth} ms, said ±${uncertaintyMs}`);
    }
    kiosk.sample = sample;
    if (this.sayings === null) return;
    const clock = readClock(kiosk, this.schedule.now);
    const event = say('clock-sampled', clock, { hubMinusMono, uncertaintyMs });
    const { life } = kiosk;
    this.schedule.after(0, () => {
      if (kiosk.life === life) this.appendAt(kiosk, event);
    });
  }

  changeDocument(kiosk: KioskNumber, id: string, text: string): void {
    this.hub.setDocument(kiosk, id, text);
    this.#hubSync?.wake(kiosk);
  }

  /** The power may go on the way. */
  mayCrash(kiosk: SimKiosk, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
      this.crashKiosk(kiosk);
    }
  }

  crashKiosk(kiosk: SimKiosk): void {
    kiosk.writesLeft = Number.POSITIVE_INFINITY;
    kiosk.sync = null;
    kiosk.disk.reopen();
    // What was on its way to the disk may have arrived.
    this.record.noteOwn(kiosk.disk, this.schedule.now);
    const { link } = kiosk;
    kiosk.link = null;
    if (link !== null) this.#wires.kioskDied(link);
    this.schedule.after(this.random.whole(50, 8_000), () => this.startKiosk(kiosk));
  }

  startHub(): void {
    this.#hubLife++;
    if (this.#hubLife === 1 || this.mutant.keepsRun !== true) this.hub.start();
    const life = this.#hubLife;
    const { hub, makers, mutant, random, swarm, schedule } = this;
    const isRunning = (): boolean => life === this.#hubLife && this.#hubSync !== null;
    this.#hubSync = hubProgram({ disk: hub, makers, mutant, random, swarm, schedule, isRunning });
  }

  crashHub(): void {
    if (this.#hubSync === null) return;
    this.#hubSync = null;
    this.#wires.hubDied();
    this.schedule.after(this.random.whole(100, 10_000), () => {
      this.hub.reopen();
      this.startHub();
    });
  }

  putHubBack(snapshot: unknown, told: boolean): void {
    if (this.#hubSync === null) return;
    this.crashHub();
    this.hub.putBack(snapshot, told);
    this.#putBacks++;
    this.noteDestroyed();
  }

  putKioskBack(kiosk: SimKiosk, snapshot: unknown): void {
    if (kiosk.sync === null) return;
    this.crashKiosk(kiosk);
    kiosk.disk.putBack(snapshot);
    this.noteDestroyed();
  }

  /** Ends a kiosk's connection; which ends hear of it is chance, or nobody does. */
  cut(kiosk: SimKiosk, halfOpen: boolean): void {
    this.#wires.cut(kiosk, halfOpen);
  }

  get isHubUp(): boolean {
    return this.#hubSync !== null;
  }

  close(): void {
    for (const kiosk of this.kiosks) kiosk.disk.close();
    this.hub.close();
  }

  /** Something was put back or deleted: what has no copy left anywhere is gone. */
  noteDestroyed(): void {
    this.record.noteDestroyed({ hub: this.hub, kiosks: this.kiosks.map(({ disk }) => disk) });
  }

  #armTimer(kiosk: SimKiosk): void {
    if (kiosk.sync === null) return;
    const at = kiosk.sync.nextTickAt() - kiosk.monoOffset;
    if (at >= kiosk.timerAt || at === Number.POSITIVE_INFINITY) return;
    kiosk.timerAt = at;
    const { life } = kiosk;
    this.schedule.at(at, () => {
      if (kiosk.life !== life || kiosk.timerAt !== at) return;
      kiosk.timerAt = Number.POSITIVE_INFINITY;
      this.tell(kiosk, { kind: 'tick', heard: false });
      this.#armTimer(kiosk);
    });
  }

  #tickHub(): void {
    this.#wires.tickHub();
    this.schedule.after(1_000, () => this.#tickHub());
  }
}
