import type { EventId, KioskNumber } from '#domain/ids.ts';

/** What people were shown and told, kept outside of every machine: nothing of it may be missing in the end. */
export class Record {
  readonly #shown = new Map<KioskNumber, Set<string>>();
  readonly #checkIns = new Set<EventId>();
  readonly #problems: string[] = [];
  readonly #timeLine: string[] = [];
  readonly #counts = new Map<string, number>();
  readonly #startedAt = performance.now();

  /** A kiosk's screen showed this answer. */
  noteShown(kiosk: KioskNumber, eventId: string): void {
    const shown = this.#shown.get(kiosk) ?? new Set();
    this.#shown.set(kiosk, shown.add(eventId));
    this.count('answers shown');
  }

  /** The hub told a phone that this check-in is recorded. */
  noteCheckIn(checkInId: EventId): void {
    this.#checkIns.add(checkInId);
    this.count('phone check-ins answered');
  }

  noteProblem(words: string): void {
    this.#problems.push(words);
    this.noteMoment(words.split('\n')[0] ?? '');
  }

  /** A line of the story that a failure tells. */
  noteMoment(words: string): void {
    const seconds = ((performance.now() - this.#startedAt) / 1_000).toFixed(2);
    this.#timeLine.push(`${seconds.padStart(7)} s  ${words}`);
  }

  count(what: string, by = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + by);
  }

  shownBy(kiosk: KioskNumber): ReadonlySet<string> {
    return this.#shown.get(kiosk) ?? new Set();
  }

  get checkIns(): ReadonlySet<EventId> {
    return this.#checkIns;
  }

  get problems(): readonly string[] {
    return this.#problems;
  }

  get timeLine(): readonly string[] {
    return this.#timeLine;
  }

  get counts(): Readonly<{ [what: string]: number }> {
    return Object.fromEntries(this.#counts);
  }
}
