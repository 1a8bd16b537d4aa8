import type { DeviceDeps } from './device-deps.ts';
import type { ReaderState } from './reader.ts';
import { deviceIdentity } from './serial-port/device-identity.ts';
import {
  type Attempts,
  afterLoss,
  afterRefusal,
  type NextAttempt,
  NO_ATTEMPTS,
  type PortFailure,
  STEADY_MS,
} from './serial-port/reconnect.ts';

/** One connection to a device, from its opening to its loss; never opened again. */
export type Connection = {
  /** Nothing is told from now on. Resolves when the device is free for others. */
  close(): Promise<void>;
};

export type ConnectionEvents = {
  readonly onOpen: () => void;
  /** Told once, whether the device never opened, was lost, or failed; nothing is told after it. */
  readonly onGone: (failure: PortFailure) => void;
};

/** What the keeper can't know: how this kind of device is connected, and how to speak of it. */
export type ConnectionPlan<C extends Connection> = {
  readonly connect: (events: ConnectionEvents) => C;
  /** In words for the room's caretaker, of a connection that is open. */
  readonly describeReady: (connection: C) => string;
  readonly describeFailure: (failure: PortFailure, shaky: boolean) => string;
  /** The file that leads to the device, if there is one: it is looked at now and then. */
  readonly pathOf: (connection: C) => string | undefined;
  /** Finds out more about a failure. */
  readonly explain?: (failure: PortFailure) => Promise<PortFailure>;
};

export type KeeperListeners<C extends Connection> = {
  /** A new connection begins: whatever was left of the last one's bytes is void. */
  readonly onOpen: (connection: C) => void;
  /** The connection is over; another will begin. */
  readonly onLost?: (() => void) | undefined;
  readonly onState: (state: ReaderState, detail: string) => void;
};

/** A pulled plug is usually reported by the system; this catches the devices of which it is not. */
const PRESENCE_EVERY_MS = 2_000;

/** Keeps one device open for as long as there is one: opens it again and again, with a fresh connection each time. */
export class ConnectionKeeper<C extends Connection> {
  readonly #plan: ConnectionPlan<C>;
  readonly #deps: DeviceDeps;
  readonly #listeners: KeeperListeners<C>;
  #connection: C | undefined;
  #openedAt: number | undefined;
  #attempts: Attempts = NO_ATTEMPTS;
  #told: { readonly state: ReaderState; readonly detail: string } | undefined;
  #stopped = false;
  #lastFailure: PortFailure['kind'] | undefined;
  #closing: Promise<void> | undefined;
  readonly #timers = new Set<() => void>();

  constructor(plan: ConnectionPlan<C>, deps: DeviceDeps, listeners: KeeperListeners<C>) {
    this.#plan = plan;
    this.#deps = deps;
    this.#listeners = listeners;
  }

  start(): void {
    this.#connect();
  }

  /** The connection that is open now, if one is. */
  get open(): C | undefined {
    return this.#openedAt === undefined ? undefined : this.#connection;
  }

  /** The device is connected and no use: lets go of it, and tries again after a while. */
  giveUp(failure: PortFailure): void {
    if (this.open === undefined) return;
    this.#closing = this.#connection?.close();
    this.#gone(failure);
  }

  /** Nothing that is tried again helps: this computer can't do it. */
  cannot(detail: string): void {
    this.#tell('absent', detail);
  }

  /** Resolves when the device is free for others; nothing is told after the call. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#clearTimers();
    await Promise.all([this.#closing, this.#connection?.close()]);
  }

  #connect(): void {
    if (this.#stopped) return;
    this.#openedAt = undefined;
    this.#connection = this.#plan.connect({
      onOpen: () => this.#opened(),
      onGone: (failure) => void this.#lost(failure),
    });
  }

  #opened(): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    this.#openedAt = this.#deps.mono();
    this.#listeners.onOpen(connection);
    const ready = () => this.#tell('ready', this.#plan.describeReady(connection));
    // One that keeps dying would otherwise be called ready every few seconds.
    if (this.#attempts.shaky) this.#later(STEADY_MS, ready);
    else ready();
    const path = this.#plan.pathOf(connection);
    if (path !== undefined) void this.#watch(connection, path);
  }

  /** Looks now and then whether the path still leads to the device that was opened. */
  async #watch(connection: C, path: string): Promise<void> {
    const opened = await deviceIdentity(path);
    if (opened === undefined) return;
    const look = async () => {
      const found = await deviceIdentity(path);
      if (connection !== this.#connection || this.#stopped) return;
      if (found === opened) this.#later(PRESENCE_EVERY_MS, () => void look());
      else this.giveUp({ kind: 'unplugged' });
    };
    if (connection === this.#connection) this.#later(PRESENCE_EVERY_MS, () => void look());
  }

  async #lost(failure: PortFailure): Promise<void> {
    const connection = this.#connection;
    const known = (await this.#plan.explain?.(failure)) ?? failure;
    if (connection === this.#connection) this.#gone(known);
  }

  #gone(failure: PortFailure): void {
    if (this.#stopped) return;
    this.#clearTimers();
    this.#connection = undefined;
    if (this.#openedAt !== undefined) this.#listeners.onLost?.();
    const next = this.#next(failure);
    if (next.show) this.#tellFailure(failure);
    this.#attempts = next.attempts;
    this.#later(next.retryInMs, () => this.#connect());
  }

  #next(failure: PortFailure): NextAttempt {
    const at = this.#deps.mono();
    const random = this.#deps.random();
    if (this.#openedAt === undefined) return afterRefusal(this.#attempts, failure, at, random);
    return afterLoss(this.#attempts, failure, at - this.#openedAt, random);
  }

  #tellFailure(failure: PortFailure): void {
    const { shaky } = this.#attempts;
    // The first look after a pulled plug finds nothing, which everybody has been told already.
    if (failure.kind === 'missing' && this.#lastFailure === 'unplugged' && !shaky) return;
    this.#lastFailure = failure.kind;
    const isThere = failure.kind === 'flooding' || failure.kind === 'silent';
    this.#tell(isThere ? 'quiet' : 'absent', this.#plan.describeFailure(failure, shaky));
  }

  #tell(state: ReaderState, detail: string): void {
    if (this.#stopped || (this.#told?.state === state && this.#told.detail === detail)) return;
    this.#told = { state, detail };
    this.#listeners.onState(state, detail);
  }

  #later(ms: number, run: () => void): void {
    const cancel = this.#deps.after(ms, () => {
      this.#timers.delete(cancel);
      run();
    });
    this.#timers.add(cancel);
  }

  #clearTimers(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }
}
