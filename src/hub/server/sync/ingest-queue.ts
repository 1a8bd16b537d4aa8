import type { KioskNumber } from '#domain/ids.ts';
import type { Push } from '#domain/sync/frames.ts';
import type { PushOutcome } from '#domain/sync/ports.ts';
import type { Log } from '#platform/log.ts';
import type { DiskPort } from '../disk/hub-disk.ts';
import type { EventStore, ReceivedPush } from './event-store.ts';

export type IngestAnswer = (outcome: PushOutcome) => void;

type Waiting = { readonly received: ReceivedPush; readonly answer: IngestAnswer };

/** So many that one fsync serves many kiosks, so few that sockets and screens wait no longer than some 30 ms. */
const MAX_EVENTS_PER_TRANSACTION = 2_000;

/** Until the kiosk asks whether a full disk has room again: the kiosk keeps everything meanwhile. */
const FULL_RETRY_MS = 5_000;

export type IngestQueueParts = {
  readonly events: Pick<EventStore, 'ingest'>;
  readonly publicKeyOf: (kiosk: KioskNumber) => Uint8Array | undefined;
  readonly disk: DiskPort;
  readonly log: Log;
};

/** Stores pushes in the order they came, many in one transaction, and lets the rest of the hub take its turn between two. */
export class IngestQueue {
  readonly #parts: IngestQueueParts;
  #waiting: Waiting[] = [];
  #next: NodeJS.Immediate | undefined;

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
    this.#waiting.push({ received: { kiosk, publicKey, push }, answer });
    this.#next ??= setImmediate(() => this.#turn());
  }

  /** Stores what is still waiting. */
  drain(): void {
    clearImmediate(this.#next);
    while (this.#waiting.length > 0) this.#storeNext();
    this.#next = undefined;
  }

  #turn(): void {
    this.#storeNext();
    this.#next = this.#waiting.length > 0 ? setImmediate(() => this.#turn()) : undefined;
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
    let events = 0;
    const count = this.#waiting.findIndex(({ received }) => {
      events += received.push.events.length;
      return events > MAX_EVENTS_PER_TRANSACTION;
    });
    return this.#waiting.splice(0, count === -1 ? this.#waiting.length : Math.max(1, count));
  }
}

/** Spread out, so that all the kiosks of a hub don't come back in the same moment. */
function notNow({ from }: Push): PushOutcome {
  return { kind: 'not-now', from, retryAfterMs: Math.ceil(FULL_RETRY_MS * (1 + Math.random())) };
}

function kiosksOf(group: readonly Waiting[]): readonly KioskNumber[] {
  return group.map(({ received }) => received.kiosk);
}
