import type { CardRead, ReaderCounts } from './reader.ts';
import { endSilentStays, NO_STAYS, noteSighting, type Sighting, type Stays } from './stays.ts';

/** Who is in one reader's field and who was: makes of each sighting what is to be told, if anything. */
export class StayBook {
  readonly #reader: string;
  readonly #mono: () => number;
  #stays: Stays = NO_STAYS;
  #discarded = 0;

  /** `reader`: its id. */
  constructor(reader: string, mono: () => number) {
    this.#reader = reader;
    this.#mono = mono;
  }

  /** Undefined: everything has been told of this stay. */
  sight(sighting: Sighting): CardRead | undefined {
    const { stays, tell } = noteSighting(this.#stays, sighting);
    this.#stays = stays;
    if (tell === undefined) return undefined;
    const { card, at } = sighting;
    return { reader: this.#reader, card, stay: `${this.#reader}/${tell.number}`, certain: tell.certain, at };
  }

  /** So many bytes, or keys, were no card. */
  discard(count: number): void {
    this.#discarded += count;
  }

  counts(): ReaderCounts {
    this.#stays = endSilentStays(this.#stays, this.#mono());
    return { stays: this.#stays.begun, seenOnce: this.#stays.seenOnce, discarded: this.#discarded };
  }
}
