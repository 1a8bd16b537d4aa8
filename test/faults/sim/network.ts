import { DownSchema } from '#contracts/sync/down.ts';
import { UpSchema } from '#contracts/sync/up.ts';
import type { DownFrame, UpFrame } from '#domain/sync/frames.ts';
import type { Random } from './random.ts';
import type { Schedule } from './schedule.ts';
import type { Swarm } from './swarm.ts';

/** One connection; each end knows only what it was told. */
export type Link = {
  readonly kiosk: number;
  readonly connection: number;
  /** Machines that began it: after a crash nobody is left to listen. */
  readonly kioskLife: number;
  readonly hubLife: number;
  /** Times the hub had been put back when it began. */
  readonly putBacks: number;
  hubSession: number | null;
  kioskOpen: boolean;
  hubOpen: boolean;
  /** Nothing gets through any more, and nobody is told. */
  dead: boolean;
  readonly up: Direction;
  readonly down: Direction;
};

/** Frames are numbered as they are sent; the highest that has arrived tells which ones were overtaken. */
export type Direction = { lastAt: number; sent: number; arrived: number };

export type NetworkParts = {
  readonly schedule: Schedule;
  readonly random: Random;
  readonly swarm: Swarm;
  readonly faulty: () => boolean;
  readonly counts: {
    frames: number;
    duplicatedFrames: number;
    reorderedFrames: number;
    overtakenFrames: number;
  };
  readonly deliverUp: (link: Link, frame: UpFrame) => void;
  readonly deliverDown: (link: Link, frame: DownFrame) => void;
};

/** Carries frames, or fails to. */
export class Network {
  readonly #parts: NetworkParts;
  /** Frames of more events, or kilobytes of documents, than this don't get through. */
  choke = Number.POSITIVE_INFINITY;

  constructor(parts: NetworkParts) {
    this.#parts = parts;
  }

  up(link: Link, frame: UpFrame): void {
    if (!link.kioskOpen || this.#isLost(link, frame)) return;
    const sent = this.#parts.swarm.schemas ? (UpSchema.parse(onTheWire(frame)) as UpFrame) : frame;
    this.#carry(link, link.up, () => {
      if (link.hubOpen) this.#parts.deliverUp(link, sent);
    });
  }

  down(link: Link, frame: DownFrame): void {
    if (!link.hubOpen || this.#isLost(link, frame)) return;
    const sent = this.#parts.swarm.schemas ? (DownSchema.parse(onTheWire(frame)) as DownFrame) : frame;
    this.#carry(link, link.down, () => {
      if (link.kioskOpen) this.#parts.deliverDown(link, sent);
    });
  }

  #carry(link: Link, direction: Direction, deliver: () => void): void {
    const { counts, schedule } = this.#parts;
    const number = ++direction.sent;
    for (const [copy, at] of this.#arrivals(direction.lastAt).entries()) {
      direction.lastAt = Math.max(direction.lastAt, at);
      schedule.at(at, () => {
        if (link.dead) return;
        counts.frames++;
        if (copy > 0) counts.duplicatedFrames++;
        if (number < direction.arrived) counts.overtakenFrames++;
        direction.arrived = Math.max(direction.arrived, number);
        deliver();
      });
    }
  }

  /** When the other end hears that this one has closed: after all it was sent, unless the connection was torn. */
  closesAt({ lastAt }: Direction): number {
    const at = this.#parts.schedule.now + this.latencyMs();
    return this.#parts.faulty() && this.#parts.random.chance(0.3) ? at : Math.max(at, lastAt);
  }

  latencyMs(): number {
    const { random, swarm } = this.#parts;
    return random.whole(swarm.latencyMs, swarm.latencyMs * 2);
  }

  #isLost(link: Link, frame: UpFrame | DownFrame): boolean {
    if (link.dead) return true;
    if (!this.#parts.faulty()) return false;
    if (weightOf(frame) > this.choke) return true;
    return this.#parts.random.chance(this.#parts.swarm.swallow);
  }

  /** When the frame's copies arrive: after the one before, unless something reorders them. */
  #arrivals(last: number): readonly number[] {
    const { schedule, random, swarm, counts } = this.#parts;
    const at = schedule.now + this.latencyMs();
    if (!this.#parts.faulty()) return [Math.max(at, last)];
    const late = random.chance(swarm.delay) ? random.whole(0, 12_000) : 0;
    const reordered = random.chance(swarm.reorder);
    if (reordered) counts.reorderedFrames++;
    const arrives = reordered ? at + random.whole(0, swarm.reorderMs) : Math.max(at + late, last);
    return random.chance(swarm.duplicate) ? [arrives, arrives + random.whole(0, 2_000)] : [arrives];
  }
}

/** Events, or kilobytes of documents. */
function weightOf(frame: UpFrame | DownFrame): number {
  switch (frame.type) {
    case 'push':
    case 'offer':
    case 'feed':
      return frame.events.length;
    case 'documents':
      return frame.parts.reduce((total, { text }) => total + text.length / 1024, 0);
    default:
      return 0;
  }
}

function onTheWire(frame: unknown): unknown {
  return JSON.parse(JSON.stringify(frame));
}
