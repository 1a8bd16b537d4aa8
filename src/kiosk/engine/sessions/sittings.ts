import type { EpochMs, RoomId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { EventBook } from './event-book.ts';
import type { Registers } from './registers.ts';
import type { Sitting } from './sitting.ts';

const DAY_MS = 24 * 60 * 60_000;

export type SittingsDirectory = {
  occurrences(): readonly Occurrence[];
  place(): { readonly roomId: RoomId } | undefined;
};

/** The classes of this room from a day ago to a day ahead, in the order of their start: from the timetable, or ad hoc. */
export class Sittings {
  readonly #book: EventBook;
  readonly #registers: Registers;
  readonly #directory: SittingsDirectory;

  constructor(book: EventBook, registers: Registers, directory: SittingsDirectory) {
    this.#book = book;
    this.#registers = registers;
    this.#directory = directory;
  }

  at(now: EpochMs): readonly Sitting[] {
    const roomId = this.#directory.place()?.roomId;
    const known = new Map<string, Occurrence>();
    // The directory's word on an occurrence is newer than the one it was opened with.
    for (const occurrence of [...this.#book.adHocOccurrences(), ...this.#directory.occurrences()]) {
      known.set(occurrence.sessionId, occurrence);
    }
    return [...known.values()]
      .filter((occurrence) => occurrence.roomId === roomId && isNear(occurrence, now))
      .toSorted((a, b) => a.startsAt - b.startsAt)
      .map((occurrence) => ({ occurrence, register: this.#registers.of(occurrence, now) }));
  }
}

function isNear({ startsAt, endsAt }: Occurrence, now: EpochMs): boolean {
  return startsAt < now + DAY_MS && endsAt > now - DAY_MS;
}
