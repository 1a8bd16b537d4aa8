import { channelOf, type LiveMessage } from '#contracts/hub-api/live.ts';
import type { EpochMs, PersonId, SessionId } from '#domain/ids.ts';
import type { Arrival, Register } from '#domain/register/register.ts';
import type { HubParts } from '../hub-parts.ts';
import { statsOf } from '../sessions/session-view.ts';
import { namesOf } from '../store/people-store.ts';

export type Listener = (message: LiveMessage) => void;

type Parts = Pick<HubParts, 'db' | 'registers' | 'clock'>;

/** What the listeners of a session were told last. */
type Told = {
  readonly status: string;
  readonly stats: string;
  readonly arrivals: ReadonlyMap<PersonId, string>;
};

/** In so many parts everything is looked through. */
const PUBLISH_SHARES = 10;

/** Tells whoever watches a session what changed in it. Holds nothing that can't be told anew from the register. */
export class LiveChannels {
  readonly #parts: Parts;
  readonly #listeners = new Map<SessionId, Set<Listener>>();
  readonly #told = new Map<SessionId, Told>();
  /** Whose turn is still to come. */
  #toPublish: SessionId[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Begins by telling how things stand; the answer ends it. */
  subscribe(sessionId: SessionId, listener: Listener): () => void {
    const register = this.#parts.registers.register(sessionId);
    if (register === undefined) throw new Error(`no session ${sessionId}`);
    // Whoever was here before learns at the same time what hasn't been told yet.
    this.publish(sessionId);
    const listeners = this.#listeners.get(sessionId) ?? new Set();
    this.#listeners.set(sessionId, listeners.add(listener));
    if (!this.#told.has(sessionId)) this.#told.set(sessionId, this.#toldOf(register));
    listener(this.#status(register));
    listener(this.#stats(register));
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      this.#listeners.delete(sessionId);
      this.#told.delete(sessionId);
    };
  }

  /** Tells what is new in a session since the last time. */
  publish(sessionId: SessionId): void {
    const listeners = this.#listeners.get(sessionId);
    const before = this.#told.get(sessionId);
    if (listeners === undefined || before === undefined) return;
    const register = this.#parts.registers.register(sessionId);
    if (register === undefined) return;
    const now = this.#toldOf(register);
    this.#told.set(sessionId, now);
    for (const message of this.#changes(register, before, now)) {
      for (const listener of listeners) listener(message);
    }
  }

  /**
   * The same for a tenth of the sessions: to be called ten times a second. Two hundred registers of three hundred people at
   * once would hold up whoever is at a door.
   */
  publishShare(): void {
    if (this.#toPublish.length === 0) this.#toPublish = [...this.#listeners.keys()];
    const share = Math.ceil(this.#listeners.size / PUBLISH_SHARES);
    for (const sessionId of this.#toPublish.splice(0, share)) this.publish(sessionId);
  }

  /** Doors open and sessions close without any event, and data changes. */
  publishAll(): void {
    for (const sessionId of this.#listeners.keys()) this.publish(sessionId);
  }

  #changes(register: Register, before: Told, now: Told): readonly LiveMessage[] {
    const arrivals = register.arrivals
      .filter(({ personId }) => before.arrivals.get(personId) !== now.arrivals.get(personId))
      .toReversed();
    return [
      ...(before.status === now.status ? [] : [this.#status(register)]),
      ...this.#checkIns(register, arrivals),
      ...(before.stats === now.stats ? [] : [this.#stats(register)]),
    ];
  }

  #toldOf(register: Register): Told {
    const { state, openedAt, closesAt } = register.standing;
    return {
      status: JSON.stringify([state, openedAt, closesAt]),
      stats: JSON.stringify(register.counts),
      arrivals: new Map(register.arrivals.map((arrival) => [arrival.personId, JSON.stringify(arrival)])),
    };
  }

  #status({ sessionId, standing }: Register): LiveMessage {
    const { state, openedAt, closesAt } = standing;
    return {
      type: 'SESSION_STATUS',
      ...this.#address(sessionId),
      state,
      openedAt,
      closesAt,
      now: this.#now(),
    };
  }

  #stats(register: Register): LiveMessage {
    const stats = statsOf(this.#parts, register);
    return { type: 'STATS_UPDATE', ...this.#address(register.sessionId), stats, now: this.#now() };
  }

  #checkIns({ sessionId }: Register, arrivals: readonly Arrival[]): readonly LiveMessage[] {
    const people = namesOf(
      this.#parts.db,
      arrivals.map(({ personId }) => personId),
    );
    const revision = this.#parts.registers.revision(sessionId);
    return arrivals.map(({ personId, status, method, at, provisional }) => ({
      type: 'CHECK_IN',
      ...this.#address(sessionId),
      revision,
      ...{ personId, status, method, at, provisional },
      name: people.get(personId)?.name ?? '',
      studentNumber: people.get(personId)?.studentNumber ?? '',
    }));
  }

  #address(sessionId: SessionId) {
    return { channel: channelOf(sessionId), sessionId };
  }

  #now(): EpochMs {
    return this.#parts.clock.now();
  }
}
