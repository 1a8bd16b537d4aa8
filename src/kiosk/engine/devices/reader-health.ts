import type { EpochMs } from '#domain/ids.ts';
import type { ReaderIdentity, ReaderState } from './reader.ts';

/** How one reader is, and since when. */
export type ReaderCondition = ReaderIdentity & {
  readonly state: ReaderState;
  /** In words for whoever looks after the kiosk. */
  readonly detail: string;
  /** Corrected time; null: nothing has been heard of it yet, which is as good as not there. */
  readonly since: EpochMs | null;
};

/** What is known of each reader now. */
export class ReaderHealth {
  #conditions: readonly ReaderCondition[] = [];

  /** These are the readers from now on; what is known of one that stays is kept. */
  begin(readers: readonly ReaderIdentity[]): void {
    this.#conditions = readers.map((identity) => {
      const known = this.#conditions.find(({ id }) => id === identity.id);
      return { state: 'absent', detail: '', since: null, ...known, ...identity };
    });
  }

  note(readerId: string, state: ReaderState, detail: string, now: EpochMs): void {
    this.#conditions = this.#conditions.map((condition) =>
      condition.id === readerId
        ? { ...condition, state, detail, since: condition.state === state ? (condition.since ?? now) : now }
        : condition,
    );
  }

  conditions(): readonly ReaderCondition[] {
    return this.#conditions;
  }
}
