import type { CardNumber } from '#domain/card-number/card-number.ts';
import type { DeviceDeps } from '../device-deps.ts';
import { MUTE, type PcscSlot, PRESENT } from './pcsc-library.ts';
import { readUid, type UidRead } from './read-uid.ts';

export type SlotListeners = {
  readonly onCame: (card: CardNumber) => void;
  readonly onLeft: (card: CardNumber) => void;
  /** A card that couldn't be read. */
  readonly onUnread: () => void;
  /** A question that is never answered: nothing but a new connection helps. */
  readonly onHung: () => void;
};

/** A card that is just coming in is lost again and again for a moment. */
const TRIES = 3;
const AGAIN_AFTER_MS = 60;
/** A UID takes some milliseconds; a service that is this late has a reader that hangs. */
const LONGEST_ANSWER_MS = 3_000;

type Visit = { card?: CardNumber };

/** Reads each card that comes into one reader's field, once. */
export class SlotWatch {
  readonly #slot: PcscSlot;
  readonly #deps: DeviceDeps;
  readonly #listeners: SlotListeners;
  #visit: Visit | undefined;

  constructor(slot: PcscSlot, deps: DeviceDeps, listeners: SlotListeners) {
    this.#slot = slot;
    this.#deps = deps;
    this.#listeners = listeners;
  }

  /** `status`: PC/SC's flags. */
  change(status: number): void {
    const isThere = (status & PRESENT) !== 0 && (status & MUTE) === 0;
    if (!isThere) this.leave();
    else if (this.#visit === undefined) void this.#read();
  }

  leave(): void {
    const card = this.#visit?.card;
    this.#visit = undefined;
    if (card !== undefined) this.#listeners.onLeft(card);
  }

  async #read(): Promise<void> {
    const visit: Visit = {};
    this.#visit = visit;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const read = await this.#limited(readUid(this.#slot));
      if (visit !== this.#visit) break;
      if (read === 'hung') return this.#listeners.onHung();
      if (read.kind === 'refused') break;
      if (read.kind === 'card') {
        visit.card = read.card;
        return this.#listeners.onCame(read.card);
      }
      await new Promise<void>((resolve) => this.#deps.after(AGAIN_AFTER_MS, resolve));
      if (visit !== this.#visit) break;
    }
    this.#listeners.onUnread();
  }

  #limited(reading: Promise<UidRead>): Promise<UidRead | 'hung'> {
    return new Promise((resolve) => {
      const cancel = this.#deps.after(LONGEST_ANSWER_MS, () => resolve('hung'));
      void reading.then((read) => {
        cancel();
        resolve(read);
      });
    });
  }
}
