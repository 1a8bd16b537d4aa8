import type { DeviceDeps } from '../device-deps.ts';
import type { ReaderState } from '../reader.ts';
import { isTakenByBrltty } from './brltty.ts';
import { deviceIdentity } from './device-identity.ts';
import {
  type Attempts,
  afterLoss,
  afterRefusal,
  describeFailure,
  type NextAttempt,
  NO_ATTEMPTS,
  type PortFailure,
  STEADY_MS,
} from './reconnect.ts';
import { SerialConnection, type SerialPortClass } from './serial-connection.ts';

/** Loads the serial port library: its native part is loaded only on a kiosk that has a serial reader. */
export type LoadSerialPort = () => Promise<SerialPortClass>;

export type PortListeners = {
  /** A new connection begins: whatever was left of the last one's bytes is void. */
  readonly onOpen: () => void;
  /** The connection is over; another will begin. */
  readonly onLost?: () => void;
  /** `at` in monotonic ms. */
  readonly onBytes: (bytes: Uint8Array, at: number) => void;
  readonly onState: (state: ReaderState, detail: string) => void;
};

export type PortTarget = { readonly path: string; readonly baudRate: number };

/** A pulled plug is usually reported by the system; this catches the ports of which it is not. */
const PRESENCE_EVERY_MS = 2_000;

/** A reader at 115,200 baud sends 11 KiB in a second. More means a broken device, which must not keep this program busy. */
const FLOOD_BYTES_PER_S = 64 * 1024;

/** Keeps one serial port open for as long as there is one: opens it again and again, with a fresh connection each time. */
export class SerialPortOwner {
  readonly #target: PortTarget;
  readonly #deps: DeviceDeps;
  readonly #listeners: PortListeners;
  #Port: SerialPortClass | undefined;
  #connection: SerialConnection | undefined;
  #openedAt: number | undefined;
  #attempts: Attempts = NO_ATTEMPTS;
  #told: { readonly state: ReaderState; readonly detail: string } | undefined;
  #stopped = false;
  #lastFailure: PortFailure['kind'] | undefined;
  #closing: Promise<void> | undefined;
  readonly #timers = new Set<() => void>();
  #second = { startedAt: 0, bytes: 0 };

  constructor(target: PortTarget, deps: DeviceDeps, listeners: PortListeners) {
    this.#target = target;
    this.#deps = deps;
    this.#listeners = listeners;
  }

  async start(load: LoadSerialPort): Promise<void> {
    try {
      this.#Port = await load();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#tell('absent', `Serial readers can't be used on this computer: ${why}`);
      return;
    }
    this.#connect();
  }

  /** For the device that is connected now; dropped if there is none. */
  write(bytes: Uint8Array): void {
    if (this.#openedAt !== undefined) this.#connection?.write(bytes);
  }

  /** The device is connected and no use: lets go of it, and tries again after a while. */
  giveUp(failure: Extract<PortFailure, { kind: 'silent' }>): void {
    if (this.#openedAt !== undefined && this.#connection !== undefined) this.#drop(failure);
  }

  /** Resolves when the port is free for others; nothing is told after the call. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#clearTimers();
    await Promise.all([this.#closing, this.#connection?.close()]);
  }

  #connect(): void {
    if (this.#stopped || this.#Port === undefined) return;
    this.#openedAt = undefined;
    this.#connection = new SerialConnection(this.#Port, this.#target, {
      onOpen: () => this.#opened(),
      onBytes: (bytes) => this.#received(bytes),
      onGone: (failure) => void this.#lost(failure),
    });
  }

  #opened(): void {
    const at = this.#deps.mono();
    this.#openedAt = at;
    this.#second = { startedAt: at, bytes: 0 };
    this.#listeners.onOpen();
    const ready = () => this.#tell('ready', `Connected at ${this.#target.path}.`);
    // One that keeps dying would otherwise be called ready every few seconds.
    if (this.#attempts.shaky) this.#later(STEADY_MS, ready);
    else ready();
    void this.#watch(this.#connection);
  }

  /** Looks now and then whether the path still leads to the device that was opened. */
  async #watch(connection: SerialConnection | undefined): Promise<void> {
    const opened = await deviceIdentity(this.#target.path);
    if (opened === undefined) return;
    const look = async () => {
      const found = await deviceIdentity(this.#target.path);
      if (connection !== this.#connection || this.#stopped) return;
      if (found === opened) this.#later(PRESENCE_EVERY_MS, () => void look());
      else this.#drop({ kind: 'unplugged' });
    };
    if (connection === this.#connection) this.#later(PRESENCE_EVERY_MS, () => void look());
  }

  #received(bytes: Uint8Array): void {
    const at = this.#deps.mono();
    if (at - this.#second.startedAt >= 1_000) this.#second = { startedAt: at, bytes: 0 };
    this.#second.bytes += bytes.length;
    if (this.#second.bytes > FLOOD_BYTES_PER_S) this.#drop({ kind: 'flooding' });
    else this.#listeners.onBytes(bytes, at);
  }

  async #lost(failure: PortFailure): Promise<void> {
    const connection = this.#connection;
    const isMissing = failure.kind === 'missing';
    const known = isMissing ? { ...failure, takenByBrltty: await isTakenByBrltty() } : failure;
    if (connection === this.#connection) this.#gone(known);
  }

  #drop(failure: PortFailure): void {
    this.#closing = this.#connection?.close();
    this.#gone(failure);
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
    const state = isThere ? 'quiet' : 'absent';
    this.#tell(state, describeFailure(failure, this.#target.path, shaky));
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
