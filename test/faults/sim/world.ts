import type { EpochMs, InstitutionId, KioskNumber } from '#domain/ids.ts';
import type { Fact } from '#domain/register/fact.ts';
import type { ClockSample } from '#domain/sync/clock-window.ts';
import type { DownFrame } from '#domain/sync/frames.ts';
import { keyIdOf } from '#domain/sync/handshake.ts';
import { HubSync } from '#domain/sync/hub-sync.ts';
import { judgePush } from '#domain/sync/judge-push.ts';
import type { KioskInput } from '#domain/sync/kiosk-state.ts';
import { KioskSync } from '#domain/sync/kiosk-sync.ts';
import type { KioskContact, KioskSyncPort } from '#domain/sync/ports.ts';
import { HUB_TIMINGS, KIOSK_TIMINGS, type KioskTimings } from '#domain/sync/timings.ts';
import type { ClockReading } from '#domain/time/clock-reading.ts';
import { type Gate, type HubDisk, type KioskDisk, PowerCut } from './disks.ts';
import { LedgerOfRecord } from './ledger-of-record.ts';
import { type Link, Network } from './network.ts';
import { Random } from './random.ts';
import { type Said, say, sayAtHub, sayAtKiosk } from './said.ts';
import { Schedule } from './schedule.ts';
import { simSignature } from './sim-signing.ts';
import type { Swarm } from './swarm.ts';

/** How events, ledgers and hubs are kept in this world: in memory, or on real SQLite. */
export type DiskMakers = {
  readonly institutionId: InstitutionId;
  kiosk(options: {
    kiosk: KioskNumber;
    index: number;
    random: Random;
    gate: Gate;
    copyOf: KioskDisk | null;
  }): KioskDisk;
  hub(options: {
    random: Random;
    publicKeyOf: (kiosk: KioskNumber) => Uint8Array;
    onContact: (contact: KioskContact) => void;
    now: () => EpochMs;
    judge: typeof judgePush;
  }): HubDisk;
  /** A document that a kiosk will take; `salt` makes it another one, `chars` about so long. */
  document(id: string, salt: string, chars: number): string;
  readonly documentIds: readonly string[];
  /** Real signatures, where a real store checks them. */
  readonly signing: {
    publicKeyOf(owner: number): Uint8Array;
    sign(owner: number, bytes: Uint8Array): string;
    verify(publicKey: Uint8Array, bytes: Uint8Array, signature: string): boolean;
  };
};

/** A bug to plant: changes what passes between the machines and their disks, never the machines. */
export type Mutant = {
  readonly kioskPort?: (port: KioskSyncPort, gate: Gate) => KioskSyncPort;
  readonly kioskInput?: (input: KioskInput, port: KioskSyncPort) => KioskInput;
  readonly hubFrame?: (frame: DownFrame) => DownFrame | null;
  readonly timings?: Partial<KioskTimings>;
  readonly ackBeforeCommit?: boolean;
  readonly hubDisk?: (disk: HubDisk) => HubDisk;
  readonly judgePush?: typeof judgePush;
  /** The hub goes on in the run in which it was last. */
  readonly keepsRun?: boolean;
  /** As registers are derived from. */
  readonly registerFacts?: (facts: readonly Fact[]) => readonly Fact[];
};

export type SimKiosk = {
  readonly index: number;
  readonly number: KioskNumber;
  readonly isClone: boolean;
  readonly disk: KioskDisk;
  readonly port: KioskSyncPort;
  sync: KioskSync | null;
  /** Counts starts. */
  life: number;
  link: Link | null;
  monoOffset: number;
  wallOffset: number;
  boot: string;
  sample: ClockSample | null;
  timerAt: number;
  /** Writes left before the power goes. */
  writesLeft: number;
  partitionedUntil: number;
  /** By its owner, for good. */
  isSwitchedOff: boolean;
};

/** The oracles' complaint, thrown at once so that the run ends where it went wrong. */
export class Violation extends Error {}

const HUB_EPOCH_MS = 1_800_000_000_000;
const HUB_OWNER = 0;

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
  readonly #checkedUntil = new Map<KioskNumber, number>();
  readonly makers: DiskMakers;
  readonly mutant: Mutant;
  /** What events say, in the worlds that compare registers. */
  readonly said: Map<string, Said> | null;
  readonly #sayings: Random;
  readonly #hubKeyId: string;

  constructor(random: Random, swarm: Swarm, makers: DiskMakers, mutant: Mutant = {}) {
    this.random = random;
    this.swarm = swarm;
    this.makers = makers;
    this.mutant = mutant;
    this.said = swarm.registers ? new Map() : null;
    this.#sayings = new Random(random.whole(0, 0xffff_ffff));
    this.#hubKeyId = keyIdOf(makers.signing.publicKeyOf(HUB_OWNER));
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
      onContact: (contact) => this.#checkContact(contact),
      now: () => this.hubNow(),
      judge: mutant.judgePush ?? judgePush,
    });
    this.hub = mutant.hubDisk === undefined ? hub : mutant.hubDisk(hub);
    this.startHub();
    this.schedule.after(1_000, () => this.#tickHub());
  }

  /** The hub's time at virtual time 0. */
  get beginning(): EpochMs {
    return HUB_EPOCH_MS as EpochMs;
  }

  hubNow(): EpochMs {
    return (HUB_EPOCH_MS + this.schedule.now) as EpochMs;
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
    kiosk.sync = new KioskSync({
      port: kiosk.port,
      host: {
        dial: (connection) => this.#dial(kiosk, connection),
        hangUp: () => {
          if (kiosk.link !== null) this.#kioskCloses(kiosk.link);
        },
        send: (connection, frame) => {
          if (kiosk.link?.connection === connection) this.network.up(kiosk.link, frame);
        },
        onDirectory: () => undefined,
        onHubEvents: () => undefined,
        onNextHubKey: () => undefined,
        onClockSample: (sample) => this.#noteClockSample(kiosk, sample),
      },
      self: {
        institutionId: this.makers.institutionId,
        kiosk: kiosk.number,
        app: 'sim',
        start: random.hex(16),
        versions: [1, 1],
        keyId: keyIdOf(this.makers.signing.publicKeyOf(kiosk.number)),
        knowsHub: (keyId) => keyId === this.#hubKeyId,
        sign: (bytes) => this.makers.signing.sign(kiosk.number, bytes),
        isSignedByHub: (_keyId, bytes, signature) =>
          this.mutant.kioskInput !== undefined ||
          this.makers.signing.verify(this.makers.signing.publicKeyOf(HUB_OWNER), bytes, signature),
      },
      lastCheck: () => null,
      timings: { ...KIOSK_TIMINGS, renewMs: RENEW_MS, ...this.mutant.timings },
      moment: () => {
        const mono = this.schedule.now + kiosk.monoOffset;
        return {
          mono,
          wall: (HUB_EPOCH_MS + this.schedule.now + kiosk.wallOffset) as EpochMs,
          corrected: kiosk.sample === null ? null : ((mono + kiosk.sample.hubMinusMono) as EpochMs),
          uncertaintyMs: kiosk.sample?.uncertaintyMs ?? null,
          boot: kiosk.boot,
          fraction: () => random.fraction(),
          nonce: () => random.hex(32),
        };
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
    const said =
      this.said === null
        ? undefined
        : (event ?? sayAtKiosk(this.#sayings, kiosk.number, this.#readClock(kiosk)));
    this.#mayCrash(kiosk, () => {
      const row = kiosk.disk.append();
      this.record.note(row, this.schedule.now);
      if (said !== undefined) this.said?.set(row.id, { event: said, about: kiosk.number, trueAt });
    });
    this.tell(kiosk, { kind: 'appended' });
  }

  appendAtHub(targets: readonly KioskNumber[]): void {
    if (this.#hubSync === null) return;
    const row = this.hub.append(targets);
    this.record.note(row, this.schedule.now, targets);
    const [about] = targets;
    if (about !== undefined) this.#sayAtHub(row.id, about);
    for (const kiosk of targets) this.#hubSync.wake(kiosk);
  }

  #sayAtHub(id: string, about: KioskNumber): void {
    const wall = this.hubNow();
    const clock = {
      wall,
      mono: wall - HUB_EPOCH_MS,
      boot: '0'.repeat(16),
      hubMinusMono: HUB_EPOCH_MS,
      uncertaintyMs: 0,
    };
    this.said?.set(id, { event: sayAtHub(this.#sayings, about, clock), about, trueAt: wall });
  }

  #readClock(kiosk: SimKiosk): ClockReading {
    const mono = this.schedule.now + kiosk.monoOffset;
    const wall = (HUB_EPOCH_MS + this.schedule.now + kiosk.wallOffset) as EpochMs;
    const { hubMinusMono = null, uncertaintyMs = null } = kiosk.sample ?? {};
    return { wall, mono, boot: kiosk.boot, hubMinusMono, uncertaintyMs };
  }

  /** As the engine does: the newest measurement counts, and stands in the ledger. */
  #noteClockSample(kiosk: SimKiosk, sample: ClockSample): void {
    const { hubMinusMono, uncertaintyMs } = sample;
    const truth = HUB_EPOCH_MS - kiosk.monoOffset;
    if (Math.abs(hubMinusMono - truth) > uncertaintyMs) {
      throw new Violation(`clock sample off by ${hubMinusMono - truth} ms, said ±${uncertaintyMs}`);
    }
    kiosk.sample = sample;
    if (this.said === null) return;
    const event = say('clock-sampled', this.#readClock(kiosk), { hubMinusMono, uncertaintyMs });
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
    const { random, swarm, schedule } = this;
    this.#hubSync = new HubSync({
      port: this.hub.port,
      self: {
        institutionId: this.makers.institutionId,
        versions: [1, 1],
        keyId: this.#hubKeyId,
        nextHubKey: null,
        seal: (bytes) => simSignature('seal', bytes).slice(-8).padStart(32, '0'),
        sign: (bytes) => this.makers.signing.sign(HUB_OWNER, bytes),
        isSignedBy: (publicKey, bytes, signature) => this.makers.signing.verify(publicKey, bytes, signature),
      },
      timings: HUB_TIMINGS,
      places: swarm.places,
      onForged: () => {
        throw new Violation('an honest kiosk was taken for a forger');
      },
      moment: () => ({ mono: schedule.now, now: this.hubNow(), fraction: () => random.fraction() }),
      ingest: (kiosk, push, answer) => {
        if (this.mutant.ackBeforeCommit === true) {
          const head = { seq: push.head.seq, hash: push.head.hash };
          answer({ kind: 'stored', head, added: push.events.length });
        }
        schedule.after(random.whole(0, swarm.commitMs), () => {
          // The machine died before the commit: nothing was stored and nobody is answered.
          if (life !== this.#hubLife || this.#hubSync === null) return;
          const outcome = this.hub.ingest(kiosk, push);
          if (this.mutant.ackBeforeCommit !== true) answer(outcome);
        });
      },
    });
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

  /** A watermark says: everything recorded there before is here. Copies of one kiosk can't know of each other's. */
  #checkContact({ kiosk, watermark }: KioskContact): void {
    if (watermark === null || this.kiosks.some((one) => one.isClone && one.number === kiosk)) return;
    const before = watermark - HUB_EPOCH_MS - WATERMARK_SLACK_MS;
    // Looking through everything at every heartbeat would take longer than all the rest.
    if (before < (this.#checkedUntil.get(kiosk) ?? 0) + WATERMARK_CHECK_MS) return;
    this.#checkedUntil.set(kiosk, before);
    const here = this.hub.ids();
    for (const [id, { origin, at }] of this.record.recorded) {
      if (origin !== kiosk || at >= before || here.has(id) || this.record.destroyed.has(id)) continue;
      throw new Violation(`watermark of kiosk ${kiosk} is past ${id}, which the hub lacks`);
    }
  }
}

/** So soon that whole lives of a minute or two have it. */
const RENEW_MS = 15_000;

const WATERMARK_CHECK_MS = 5_000;

/** Corrected time may be wrong by half a round trip. */
const WATERMARK_SLACK_MS = 15_000;
