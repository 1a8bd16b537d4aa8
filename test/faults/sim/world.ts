import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import type { ClockSample } from '#domain/sync/clock-window.ts';
import type { DownFrame } from '#domain/sync/frames.ts';
import type { HubSync } from '#domain/sync/hub-sync.ts';
import { judgePush } from '#domain/sync/judge-push.ts';
import type { KioskInput } from '#domain/sync/kiosk-state.ts';
import type { KioskSyncPort } from '#domain/sync/ports.ts';
import type { DiskMakers } from './disk-makers.ts';
import { type HubDisk, type KioskDisk, PowerCut } from './disks.ts';
import { hubProgram } from './hub-program.ts';
import { kioskProgram } from './kiosk-program.ts';
import { LedgerOfRecord } from './ledger-of-record.ts';
import type { Mutant } from './mutant.ts';
import { type Link, Network } from './network.ts';
import type { Random } from './random.ts';
import { type Said, say } from './said.ts';
import { Sayings } from './sayings.ts';
import { Schedule } from './schedule.ts';
import { BEGINNING, readClock, type SimKiosk } from './sim-kiosk.ts';
import type { Swarm } from './swarm.ts';
import { Violation } from './violation.ts';
import { Watermarks } from './watermarks.ts';

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
  readonly #links = new Set<Link>();
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
    const port = this.#watched(() => kiosk, this.mutant.kioskPort?.(disk.port, gate) ?? disk.port, disk);
    kiosk = {
      index,
      number,
      isClone: copyOf !== null,
      disk,
      port,
      sync: null,
      life: 0,
      link: null,
      monoOffset: 0,
      wallOffset: random.whole(-100_000, 100_000),
      boot: '',
      sample: null,
      timerAt: Number.POSITIVE_INFINITY,
      writesLeft: Number.POSITIVE_INFINITY,
      partitionedUntil: 0,
      isSwitchedOff: false,
    };
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
        dial: (connection) => this.#dial(kiosk, connection),
        hangUp: () => {
          if (kiosk.link !== null) this.#kioskCloses(kiosk.link);
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
    this.#mayCrash(kiosk, () => sync.handle(this.mutant.kioskInput?.(input, kiosk.port) ?? input));
    this.#armTimer(kiosk);
  }

  /** Something is recorded; `event` if it is already clear what. */
  appendAt(kiosk: SimKiosk, event?: Said['event']): void {
    if (kiosk.sync === null) return;
    const trueAt = this.hubNow();
    const said = event ?? this.sayings?.atKiosk(kiosk.number, readClock(kiosk, this.schedule.now));
    this.#mayCrash(kiosk, () => {
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

  #mayCrash(kiosk: SimKiosk, work: () => void): void {
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
    if (link !== null) {
      link.kioskOpen = false;
      // Sometimes the system says good-bye to the hub, sometimes the cable is simply dead.
      if (this.random.chance(0.5))
        this.schedule.after(this.network.latencyMs(), () => this.#hubHearsClose(link));
    }
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
    for (const link of this.#links) {
      link.hubOpen = false;
      if (this.random.chance(0.7))
        this.schedule.after(this.network.latencyMs(), () => this.#kioskHearsClose(link));
    }
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
    this.record.noteDestroyed(this.#places());
  }

  putKioskBack(kiosk: SimKiosk, snapshot: unknown): void {
    if (kiosk.sync === null) return;
    this.crashKiosk(kiosk);
    kiosk.disk.putBack(snapshot);
    this.record.noteDestroyed(this.#places());
  }

  prune(kiosk: SimKiosk): void {
    if (kiosk.sync === null) return;
    const before = [...kiosk.disk.own()];
    this.#mayCrash(kiosk, () => kiosk.disk.prune(kiosk.port));
    const left = new Set([...kiosk.disk.own()].map(({ id }) => id));
    for (const { id } of before) {
      if (!left.has(id) && !this.record.isArchived(id)) {
        throw new Violation(`kiosk ${kiosk.number} deleted ${id}, which is in no verified copy`);
      }
    }
    // The verified copy that has it may not be the one the hub was put back from.
    this.record.noteDestroyed(this.#places());
  }

  /** Ends a kiosk's connection; which ends hear of it is chance, or nobody does. */
  cut(kiosk: SimKiosk, halfOpen: boolean): void {
    const { link } = kiosk;
    if (link === null) return;
    link.dead = true;
    const toldKiosk = !halfOpen || this.random.chance(0.3);
    if (toldKiosk) this.schedule.after(this.network.latencyMs(), () => this.#kioskHearsClose(link));
    if (!halfOpen || !toldKiosk) {
      this.schedule.after(this.network.latencyMs(), () => this.#hubHearsClose(link));
    }
  }

  setWall(kiosk: SimKiosk, wall: number): void {
    kiosk.wallOffset = wall - this.hubNow();
  }

  switchOff(kiosk: SimKiosk): void {
    kiosk.isSwitchedOff = true;
    this.tell(kiosk, { kind: 'stop' });
    kiosk.sync = null;
  }

  networkChanged(kiosk: SimKiosk): void {
    this.tell(kiosk, { kind: 'network-changed' });
  }

  get isHubUp(): boolean {
    return this.#hubSync !== null;
  }

  close(): void {
    for (const kiosk of this.kiosks) kiosk.disk.close();
    this.hub.close();
  }

  #places() {
    return { hub: this.hub, kiosks: this.kiosks.map(({ disk }) => disk) };
  }

  #dial(kiosk: SimKiosk, connection: number): void {
    const link: Link = {
      kiosk: kiosk.index,
      connection,
      kioskLife: kiosk.life,
      hubLife: this.#hubLife,
      putBacks: this.#putBacks,
      hubSession: null,
      kioskOpen: true,
      hubOpen: false,
      dead: false,
      up: { lastAt: 0, sent: 0, arrived: 0 },
      down: { lastAt: 0, sent: 0, arrived: 0 },
    };
    kiosk.link = link;
    this.schedule.after(this.network.latencyMs(), () => {
      if (kiosk.link !== link) return;
      // A partition swallows the call; a dead hub's machine refuses it.
      if (this.schedule.now < kiosk.partitionedUntil) return;
      if (this.#hubSync === null) this.#kioskHearsClose(link);
      else this.#hubTakes(link, this.#hubSync);
    });
  }

  #hubTakes(link: Link, hub: HubSync): void {
    const taken: Link = Object.assign(link, {
      hubLife: this.#hubLife,
      putBacks: this.#putBacks,
      hubOpen: true,
    });
    this.#links.add(taken);
    const socket = {
      send: (frame: DownFrame) => this.network.down(taken, frame),
      close: () => {
        taken.hubOpen = false;
        this.#links.delete(taken);
        this.schedule.at(this.network.closesAt(taken.down), () => this.#kioskHearsClose(taken));
      },
    };
    taken.hubSession = hub.open(socket, this.random.hex(32));
  }

  #kioskCloses(link: Link): void {
    link.kioskOpen = false;
    const kiosk = this.kiosks[link.kiosk];
    if (kiosk?.link === link) kiosk.link = null;
    if (!link.dead) this.schedule.at(this.network.closesAt(link.up), () => this.#hubHearsClose(link));
  }

  #hubHearsClose(link: Link): void {
    if (!link.hubOpen || link.hubSession === null) return;
    link.hubOpen = false;
    this.#links.delete(link);
    if (link.hubLife === this.#hubLife) this.#hubSync?.handle(link.hubSession, { kind: 'closed' });
  }

  #kioskHearsClose(link: Link): void {
    const kiosk = this.kiosks[link.kiosk];
    if (!link.kioskOpen || kiosk?.link !== link) return;
    link.kioskOpen = false;
    kiosk.link = null;
    this.tell(kiosk, { kind: 'closed', connection: link.connection, why: 'closed' });
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
    for (const link of this.#links) {
      if (link.hubSession !== null) this.#hubSync?.handle(link.hubSession, { kind: 'tick', heard: false });
    }
    this.schedule.after(1_000, () => this.#tickHub());
  }

  /** Watches what a kiosk writes: an acknowledgement must be true when it is written down. */
  #watched(kiosk: () => SimKiosk | undefined, port: KioskSyncPort, disk: KioskDisk): KioskSyncPort {
    const { ledger } = port;
    const recordAck: typeof ledger.recordAck = (acked) => {
      const epoch = ledger.epoch();
      const own = kiosk();
      const held = own === undefined ? undefined : this.hub.headOf(own.number, epoch);
      const sameHub = own?.link?.putBacks === this.#putBacks;
      if (own !== undefined && sameHub && (held?.seq ?? 0) < acked.seq) {
        throw new Violation(
          `kiosk ${own.number} heard ${acked.seq} acknowledged, the hub has ${held?.seq ?? 0}`,
        );
      }
      ledger.recordAck(acked);
    };
    const startNewEpoch: typeof ledger.startNewEpoch = (reason) => {
      ledger.startNewEpoch(reason);
      this.record.noteOwn(disk, this.schedule.now);
    };
    return { ...port, ledger: { ...ledger, recordAck, startNewEpoch } };
  }
}
