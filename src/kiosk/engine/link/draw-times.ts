/** How long people waited between touching a reader and seeing the answer, in whole ms. */
export type DrawStats = {
  readonly count: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
};

// A busy morning; older ones say nothing about the kiosk as it is now.
const KEPT = 2_000;

/** Pairs each answer with the moment a screen says it drew it. Both moments are this machine's wall clock. */
export class DrawTimes {
  readonly #touchedAt = new Map<string, number>();
  #waits: readonly number[] = [];

  touched(answerId: string, wallMs: number): void {
    // Answers no screen has drawn (none was open) must not pile up.
    if (this.#touchedAt.size >= KEPT) this.#touchedAt.clear();
    this.#touchedAt.set(answerId, wallMs);
  }

  /** The first screen to draw an answer counts. */
  drawn(answerId: string, wallMs: number): void {
    const touchedAt = this.#touchedAt.get(answerId);
    if (touchedAt === undefined) return;
    this.#touchedAt.delete(answerId);
    this.#waits = [...this.#waits.slice(1 - KEPT), Math.round(wallMs - touchedAt)];
  }

  stats(): DrawStats {
    const sorted = this.#waits.toSorted((a, b) => a - b);
    const at = (share: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
    return { count: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: sorted.at(-1) ?? null };
  }
}
