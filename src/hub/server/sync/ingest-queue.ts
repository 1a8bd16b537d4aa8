import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KioskNumber } from '#domain/ids.ts';
import type { Push } from '#domain/sync/frames.ts';
import { SMALL_BACKLOG } from '#domain/sync/limits.ts';
import type { IngestOutcome, PushOutcome } from '#domain/sync/ports.ts';
import type { Log } from '#platform/log.ts';
import type { DiskPort } from '../disk/hub-disk.ts';
import type { ReceivedPush } from './event-store.ts';

export type IngestAnswer = (outcome: PushOutcome) => void;

type Waiting = { readonly received: ReceivedPush; readonly answer: IngestAnswer };

/** So many that one fsync serves many kiosks, so few that whatever else is written waits no longer than some 20 ms. */
const MAX_EVENTS_PER_TRANSACTION = 1_000;

/** While there is much to store, commits begin no closer together than this: one fsync then serves all that came meanwhile. */
const BETWEEN_COMMITS_MS = 8;

/** Until the kiosk asks whether a full disk has room again: the kiosk keeps everything meanwhile. */
const FULL_RETRY_MS = 5_000;

/** Stores pushes in one transaction: rejects when nothing is stored. */
export type StorePushes = (pushes: readonly ReceivedPush[]) => Promise<readonly IngestOutcome[]>;

export type IngestQueueParts = {
  readonly store: StorePushes;
  readonly publicKeyOf: (kiosk: KioskNumber) => Uint8Array | undefined;
  readonly disk: DiskPort;
  readonly log: Log;
};

type Told = () => void;

const NOTHING: Told = () => undefined;

/**
 * Has pushes stored, many in one transaction, and answers each when the disk has it. Those of people who stand at a door go
 * before those of kiosks that catch up.
 */
export class IngestQueue {
  readonly #parts: IngestQueueParts;
  /** Somebody stands at a door. */
  #live: Waiting[] = [];
  #backlog: Waiting[] = [];
  #working: Promise<void> | undefined;
  #begunAt = 0;
  #hurry: (() => void) | undefined;
  #isDraining = false;

  constructor(parts: IngestQueueParts) {
    this.#parts = parts;
  }

  add(kiosk: KioskNumber, push: Push, answer: IngestAnswer): void {
    const publicKey = this.#parts.publicKeyOf(kiosk);
    if (publicKey === undefined) {
      answer({ kind: 'failed' });
      return;
    }
    if (this.#isDraining || !this.#parts.disk.takesWrites()) {
      answer(notNow(push));
      return;
    }
    const isLive = push.events.length + push.more <= SMALL_BACKLOG;
    (isLive ? this.#live : this.#backlog).push({ received: { kiosk, publicKey, push }, answer });
    this.#working ??= this.#work();
  }

  /** Stores what is still waiting and takes nothing more; resolves when all of it was answered. */
  async drain(): Promise<void> {
    this.#isDraining = true;
    this.#hurry?.();
    await this.#working;
  }

  /** While one group is being stored, the one before is answered: kiosks don't wait for each other's next. */
  async #work(): Promise<void> {
    // Whatever comes in the same moment comes along.
    await nextTurn();
    let tell: Told = NOTHING;
    for (;;) {
      if (!this.#hasWork() || this.#mustRest()) {
        tell();
        tell = NOTHING;
      }
      // An answer may have brought the next push.
      if (!this.#hasWork()) break;
      if (this.#mustRest()) await this.#rest();
      this.#begunAt = performance.now();
      const storing = this.#store(this.#takeGroup());
      tell();
      tell = await storing;
    }
    this.#working = undefined;
  }

  #hasWork(): boolean {
    return this.#live.length + this.#backlog.length > 0;
  }

  /** What waits for long enough already, or is a backlog, isn't made to wait for more. */
  #mustRest(): boolean {
    return !this.#isDraining && this.#backlog.length === 0 && this.#restMs() > 0;
  }

  #restMs(): number {
    return Math.max(0, this.#begunAt + BETWEEN_COMMITS_MS - performance.now());
  }

  async #rest(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#restMs());
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#hurry = undefined;
  }

  /** The answers, to be given when there is time. */
  async #store(group: readonly Waiting[]): Promise<Told> {
    try {
      const outcomes = await this.#parts.store(group.map(({ received }) => received));
      return () => {
        for (const [index, one] of group.entries()) this.#answer(one, outcomes[index] ?? { kind: 'failed' });
      };
    } catch (error) {
      const told = this.#toldOfDisk(error, group);
      if (told !== undefined) return told;
      this.#parts.log.error('pushes were not stored', { kiosks: kiosksOf(group), error });
      return await this.#storeEach(group);
    }
  }

  /** One of them may be what the others failed for. */
  async #storeEach(group: readonly Waiting[]): Promise<Told> {
    const told: Told[] = [];
    for (const one of group) told.push(await this.#storeOne(one, group.length > 1));
    return () => {
      for (const tell of told) tell();
    };
  }

  async #storeOne(one: Waiting, isWorthATry: boolean): Promise<Told> {
    try {
      const [outcome] = isWorthATry ? await this.#parts.store([one.received]) : [];
      return () => this.#answer(one, outcome ?? { kind: 'failed' });
    } catch (error) {
      const told = this.#toldOfDisk(error, [one]);
      if (told !== undefined) return told;
      this.#parts.log.error('push was not stored', { kiosk: one.received.kiosk, error });
      return () => this.#answer(one, { kind: 'failed' });
    }
  }

  /** What goes wrong with one answer is no reason to leave the others without theirs. */
  #answer({ received, answer }: Waiting, outcome: PushOutcome): void {
    try {
      answer(outcome);
    } catch (error) {
      const isSeenTo = this.#parts.disk.note(error) !== undefined;
      if (!isSeenTo) this.#parts.log.error('push was not answered', { kiosk: received.kiosk, error });
    }
  }

  /** Then none of the group is to blame, and trying each would only find the same. */
  #toldOfDisk(error: unknown, group: readonly Waiting[]): Told | undefined {
    if (this.#parts.disk.note(error) === undefined) return undefined;
    return () => {
      for (const one of group) this.#answer(one, notNow(one.received.push));
    };
  }

  #takeGroup(): readonly Waiting[] {
    let room = MAX_EVENTS_PER_TRANSACTION;
    const group: Waiting[] = [];
    for (const line of [this.#live, this.#backlog]) {
      const full = line.findIndex(({ received }) => {
        room -= received.push.events.length;
        return room < 0;
      });
      // The first of each line always goes: neither may keep the other waiting for ever.
      group.push(...line.splice(0, full === -1 ? line.length : Math.max(1, full)));
    }
    return group;
  }
}

/** Spread out, so that all the kiosks of a hub don't come back in the same moment. */
function notNow({ from }: Push): PushOutcome {
  return { kind: 'not-now', from, retryAfterMs: Math.ceil(FULL_RETRY_MS * (1 + Math.random())) };
}

function kiosksOf(group: readonly Waiting[]): readonly KioskNumber[] {
  return group.map(({ received }) => received.kiosk);
}
