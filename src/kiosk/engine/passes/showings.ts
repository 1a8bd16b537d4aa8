import type { EpochMs } from '#domain/ids.ts';

/** What is held up for long is one showing; a hand that shakes hides the code for a moment or two. */
const ENDS_AFTER_MS = 4_000;

/** What has been in the camera's picture a moment ago. */
export class Showings {
  readonly #lastSeen = new Map<string, EpochMs>();

  /** Notes a sighting, and says whether it goes on from an earlier one. */
  isOngoing(what: string, at: EpochMs): boolean {
    for (const [seen, lastAt] of this.#lastSeen) if (lastAt < at - ENDS_AFTER_MS) this.#lastSeen.delete(seen);
    const isOngoing = this.#lastSeen.has(what);
    this.#lastSeen.set(what, at);
    return isOngoing;
  }

  /** As if it had not been seen: it is to be answered later. */
  forget(what: string): void {
    this.#lastSeen.delete(what);
  }
}
