import type { Connection, ConnectionEvents } from '../connection-keeper.ts';
import type { PortFailure } from '../serial-port/reconnect.ts';
import type { PcscClient, PcscLibrary, PcscSlot } from './pcsc-library.ts';

export type PcscEvents = ConnectionEvents & {
  /** A reader is there; it tells itself when it has gone. */
  readonly onSlot: (slot: PcscSlot) => void;
};

/**
 * Clients whose service has ended before them. The library's finalizer throws when one of those is collected, which ends the whole
 * program, so they are kept for ever: a few hundred bytes each time the service dies.
 */
const OUTLIVED: Set<PcscClient> = new Set();

/** One connection to the system's smart-card service. */
export class PcscConnection implements Connection {
  readonly #client: PcscClient;
  readonly #events: PcscEvents;
  #gone = false;

  constructor(library: PcscLibrary, events: PcscEvents) {
    this.#events = events;
    this.#client = new library.Client();
    this.#client.on('reader', (slot) => {
      if (!this.#gone) events.onSlot(slot);
    });
    this.#client.on('error', () => this.#lose({ kind: 'unplugged' }));
    // Told after the constructor has returned, as whoever made this expects.
    queueMicrotask(() => this.#start());
  }

  close(): Promise<void> {
    this.#gone = true;
    try {
      this.#client.stop();
    } catch {
      // The service has ended before us: there is nothing to let go of.
      OUTLIVED.add(this.#client);
    }
    return Promise.resolve();
  }

  #start(): void {
    if (this.#gone) return;
    try {
      this.#client.start();
    } catch (error) {
      this.#lose(pcscFailure(error));
      return;
    }
    this.#events.onOpen();
  }

  #lose(failure: PortFailure): void {
    if (this.#gone) return;
    void this.close();
    this.#events.onGone(failure);
  }
}

/** `NoService` and its like are PC/SC's own names, in `code` or only in the text. */
export function pcscFailure(error: unknown): PortFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (/NoService|ServiceStopped|ServerTooBusy/i.test(message)) return { kind: 'missing' };
  if (/SecurityViolation|NoAccess|access denied|permission/i.test(message)) return { kind: 'denied' };
  return { kind: 'failed', message };
}
