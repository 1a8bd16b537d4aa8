import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import type { LedgerEvent } from '#domain/ledger/event.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import type { Directory } from '../directory/directory.ts';
import { KnownCards } from '../directory/known-cards.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { EventBook, KEPT_EVENTS } from './event-book.ts';
import { Registers } from './registers.ts';
import type { Sitting } from './sitting.ts';
import { Sittings } from './sittings.ts';

// Read in pages, so that a long stream never stands in memory as text at once.
const PAGE_EVENTS = 500;
const PAGE_BYTES = 1 << 20;

export type RoomSessionsSources = {
  readonly ledger: Pick<Ledger, 'newest' | 'ofType' | 'hubEvents' | 'hubStream'>;
  readonly directory: Directory;
  readonly kiosk: KioskNumber;
  /** Corrected time. */
  readonly now: () => EpochMs;
};

/** Everything that is known of the room's classes: what both ledgers and the directory say, folded. */
export class RoomSessions {
  readonly book: EventBook;
  readonly registers: Registers;
  readonly cards: KnownCards;
  readonly #sources: RoomSessionsSources;
  readonly #sittings: Sittings;
  #hubPosition = 0;

  constructor(sources: RoomSessionsSources) {
    const { directory, kiosk, ledger, now } = sources;
    this.#sources = sources;
    this.book = new EventBook({ kiosk, roomId: () => directory.place()?.roomId ?? null });
    this.cards = new KnownCards(directory, now);
    for (const { event } of ledger.ofType('card-')) this.cards.take(event);
    this.registers = new Registers(this.book, {
      version: () => `${directory.rev()}.${this.cards.version()}`,
      place: () => directory.place(),
      section: (sectionId) => directory.section(sectionId),
      resolveTag: (tag, at) => this.cards.resolveTag(tag, at),
    });
    this.#sittings = new Sittings(this.book, this.registers, directory);
    const own = [...ledger.newest(KEPT_EVENTS)].map(({ event }) => event);
    this.#hubPosition = Math.max(0, ledger.hubStream().head - KEPT_EVENTS);
    for (const event of inTurns(own, [...this.#newHubEvents()])) this.book.take(event);
  }

  at(now: EpochMs): readonly Sitting[] {
    return this.#sittings.at(now);
  }

  take(event: LedgerEvent): void {
    this.cards.take(event);
    this.book.take(event);
  }

  /** Takes what has come into the hub's stream since the last time. */
  takeHubEvents(): void {
    for (const event of this.#newHubEvents()) this.book.take(event);
  }

  *#newHubEvents(): Generator<LedgerEvent> {
    for (;;) {
      const page = this.#sources.ledger.hubEvents(this.#hubPosition, PAGE_EVENTS, PAGE_BYTES);
      for (const { text } of page.events) {
        const decoded = decodeEvent(text);
        // One of a type this program doesn't know is kept in the stream for a later one.
        if (decoded.ok && decoded.value.event !== null) yield decoded.value.event;
      }
      this.#hubPosition = page.position;
      if (!page.more) return;
    }
  }
}

/** Each in its own order, and between the two about as they happened: the book forgets what it was given first. */
function* inTurns(own: readonly LedgerEvent[], hubs: readonly LedgerEvent[]): Generator<LedgerEvent> {
  let next = 0;
  for (const event of own) {
    for (
      let other = hubs[next];
      other !== undefined && other.clock.wall < event.clock.wall;
      other = hubs[next]
    ) {
      next += 1;
      yield other;
    }
    yield event;
  }
  yield* hubs.slice(next);
}
