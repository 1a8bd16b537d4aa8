import type { KioskNumber } from '#domain/ids.ts';
import type { Push } from '#domain/sync/frames.ts';
import { SMALL_BACKLOG } from '#domain/sync/limits.ts';
import type { PushOutcome } from '#domain/sync/ports.ts';
import type { Log } from '#platform/log.ts';
import type { DiskPort } from '../disk/hub-disk.ts';
import type { EventStore, ReceivedPush } from './event-store.ts';

export type IngestAnswer = (outcome: PushOutcome) => void;

type Waiting = { readonly received: ReceivedPush; readonly answer: IngestAnswer };

/** So many that one fsync serves many kiosks, so few that sockets and screens wait no longer than some 30 ms. */
const MAX_EVENTS_PER_TRANSACTION = 1_000;

/** While there is much to store, commits begin no closer together than this: one fsync then serves all that came meanwhile. */
const BETWEEN_COMMITS_MS = 5;

/** Until the kiosk asks whether a full disk has room again: the kiosk keeps everything meanwhile. */
const FULL_RETRY_MS = 5_000;

export type IngestQueueParts = {
  readonly events: Pick<EventStore, 'ingest'>;
  readonly publicKeyOf: (kiosk: KioskNumber) => Uint8Array | undefined;
  readonly disk: DiskPort;
  readonly log: Log;
};

/**
 * Stores pushes, many in one transaction, and lets the rest of the hub take its turn between two. Those of people who stand at
 * a door go before those of kiosks that catch up; of one kiosk there is never more than one.
 */
export class IngestQueue {
  readonly #parts: IngestQueueParts;
  /** Somebody stands at a door. */
  #live: Waiting[] = [];
  #backlog: Waiting[] = [];
  #next: (() => void) | undefined;
  #committedAt = 0;

  constructor(parts: IngestQueueParts) {
    this.#parts = parts;
  }

  add(kiosk: KioskNumber, push: Push, answer: IngestAnswer): void {
    const publicKey = this.#parts.publicKeyOf(kiosk);
    if (publicKey === undefined) {
      answer({ kind: 'failed' });
      return;
    }
    if (!this.#parts.disk.takesWrites()) {
      answer(notNow(push));
      return;
    }
    const isLive = push.events.length + push.more <= SMALL_BACKLOG;
    (isLive ? this.#live : this.#backlog).push({ received: { kiosk, publicKey, push }, answer });
    this.#next ??= this.#schedule();
  }

  /** Stores what is still waiting. */
  drain(): void {
    this.#next?.();
    while (this.#hasWork()) this.#storeNext();
    this.#next = undefined;
  }

  #turn(): void {
    this.#committedAt = performance.now();
    this.#storeNext();
    this.#next = this.#hasWork() ? this.#schedule() : undefined;
  }

  #hasWork(): boolean {
    return this.#live.length + this.#backlog.length > 0;
  }

  /** The answer takes it back. What waits for long enough already, or is a backlog, isn't made to wait for more. */
  #schedule(): () => void {
    const waitMs = this.#committedAt + BETWEEN_COMMITS_MS - performance.now();
    if (waitMs <= 0 || this.#backlog.length > 0) {
      const immediate = setImmediate(() => this.#turn());
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(() => this.#turn(), waitMs);
    return () => clearTimeout(timer);
  }

  #storeNext(): void {
    const group = this.#takeGroup();
    try {
      const outcomes = this.#parts.events.ingest(group.map(({ received }) => received));
      for (const [index, { answer }] of group.entries()) answer(outcomes[index] ?? { kind: 'failed' });
    } catch (error) {
      if (this.#isAboutDisk(error, group)) return;
      this.#parts.log.error('pushes were not stored', { kiosks: kiosksOf(group), error });
      this.#storeEach(group);
    }
  }

  /** One of them may be what the others failed for. */
  #storeEach(group: readonly Waiting[]): void {
    for (const { received, answer } of group) {
      try {
        const [outcome] = group.length > 1 ? this.#parts.events.ingest([received]) : [];
        answer(outcome ?? { kind: 'failed' });
      } catch (error) {
        if (this.#isAboutDisk(error, [{ received, answer }])) continue;
        this.#parts.log.error('push was not stored', { kiosk: received.kiosk, error });
        answer({ kind: 'failed' });
      }
    }
  }

  /** Then none of the group is to blame, and trying each would only find the same. */
  #isAboutDisk(error: unknown, group: readonly Waiting[]): boolean {
    if (this.#parts.disk.note(error) === undefined) return false;
    for (const { received, answer } of group) answer(notNow(received.push));
    return true;
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
