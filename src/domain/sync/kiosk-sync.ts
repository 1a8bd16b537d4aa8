import { unreachable } from '#domain/unreachable.ts';
import type { ClockSample } from './clock-window.ts';
import type { LedgerCheck, SealedEvent, UpFrame } from './frames.ts';
import {
  FIRST_KIOSK_STATE,
  type KioskEffect,
  type KioskIdentity,
  type KioskInput,
  type KioskMoment,
  type KioskSyncState,
} from './kiosk-state.ts';
import { kioskStep } from './kiosk-step.ts';
import { nextTickAt } from './kiosk-tick.ts';
import type { KioskSyncPort } from './ports.ts';
import type { KioskTimings } from './timings.ts';

/** The socket, and whoever wants to know. */
export interface KioskSyncHost {
  dial(connection: number): void;
  hangUp(connection: number): void;
  send(connection: number, frame: UpFrame): void;
  /** New documents are in force. */
  onDirectory(): void;
  onHubEvents(events: readonly SealedEvent[]): void;
  onClockSample(sample: ClockSample): void;
  onNextHubKey(key: string): void;
}

export type KioskSyncParts = {
  readonly port: KioskSyncPort;
  readonly host: KioskSyncHost;
  readonly self: KioskIdentity;
  readonly timings: KioskTimings;
  readonly moment: () => KioskMoment;
  /** Of the ledger, for the hub's console; null while there was none. */
  readonly lastCheck: () => LedgerCheck | null;
};

/** Runs the kiosk's machine: holds its state, and does what a step decides, in order, on the ledger, the directory and the socket. */
export class KioskSync {
  readonly #parts: KioskSyncParts;
  #state: KioskSyncState = FIRST_KIOSK_STATE;
  #waiting: KioskInput[] = [];
  #running = false;

  constructor(parts: KioskSyncParts) {
    this.#parts = parts;
  }

  get state(): KioskSyncState {
    return this.#state;
  }

  /** When `tick` has something to do next, by the monotonic clock. */
  nextTickAt(): number {
    return nextTickAt(this.#state, this.#parts.timings);
  }

  /** Takes one input and all that follows from it. An effect that throws leaves the rest undone: the caller gives the link up. */
  handle(input: KioskInput): void {
    this.#waiting.push(input);
    // An effect may bring the next input; it waits until this step is done.
    if (this.#running) return;
    this.#running = true;
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift())
        this.#take(next);
    } finally {
      this.#waiting = [];
      this.#running = false;
    }
  }

  #take(input: KioskInput): void {
    const { port, self, timings, moment, lastCheck } = this.#parts;
    const { state, effects } = kioskStep(this.#state, input, {
      view: port,
      self,
      timings,
      moment: moment(),
      lastCheck: lastCheck(),
    });
    this.#state = state;
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: KioskEffect): void {
    const { host } = this.#parts;
    switch (effect.kind) {
      case 'dial':
        host.dial(effect.connection);
        return;
      case 'hang-up':
        host.hangUp(effect.connection);
        return;
      case 'send':
        host.send(effect.connection, effect.frame);
        return;
      case 'tell-clock-sample':
        host.onClockSample(effect.sample);
        return;
      case 'tell-next-hub-key':
        host.onNextHubKey(effect.key);
        return;
      default:
        this.#write(effect);
    }
  }

  #write(effect: Exclude<KioskEffect, { kind: 'dial' | 'hang-up' | 'send' | `tell-${string}` }>): void {
    const { port, host } = this.#parts;
    switch (effect.kind) {
      case 'record-ack':
        port.ledger.recordAck(effect.acked);
        return;
      case 'start-epoch':
        port.ledger.startNewEpoch(effect.reason);
        return;
      case 'note-opening':
        port.ledger.noteHighestOpening(effect.number);
        return;
      case 'append-hub-events':
        port.ledger.appendHubEvents(effect.events, effect.cursor);
        if (effect.events.length > 0) host.onHubEvents(effect.events);
        return;
      case 'apply-documents': {
        const { rev, digest } = effect.manifest;
        const applied = port.directory.applyDocuments(effect.manifest, effect.texts);
        if (applied.ok) host.onDirectory();
        const problem = applied.ok ? null : applied.error;
        this.handle({ kind: 'applied', mark: { rev, digest }, problem });
        return;
      }
      default:
        unreachable(effect);
    }
  }
}
