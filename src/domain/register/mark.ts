import type { EpochMs, EventId, PersonId } from '#domain/ids.ts';
import type { Method } from '#domain/ledger/event.ts';
import type { Explanation } from './explanation.ts';
import type { MarkStatus } from './mark-status.ts';

export type MarkFlag =
  /** Set by hand. */
  | 'manual'
  /** Unrelated marks by hand compete; the latest holds. */
  | 'conflict'
  /** Rests on a phone that is not confirmed yet. */
  | 'provisional'
  /** The clock's uncertainty straddles a boundary of the rules. */
  | 'clock-uncertain'
  /** Rests on evidence that arrived after the session was sealed. */
  | 'late-evidence'
  /** Rests on a card that was bound to the person after the touch. */
  | 'replayed'
  /** The session is locked and what came in since would change this mark: see `proposed`. */
  | 'correction-proposed'
  | 'not-held';

/** One person's mark in one session. */
export interface Mark {
  readonly personId: PersonId;
  readonly status: MarkStatus;
  readonly flags: readonly MarkFlag[];
  /** Corrected time of the first evidence that counts; null without any. */
  readonly arrivedAt: EpochMs | null;
  readonly method: Method | null;
  /** Everything that counts for this person, oldest first. */
  readonly evidence: readonly EventId[];
  /** The mark by hand that holds (also one that says `derived`): the next one has to name it as superseded. */
  readonly lastHandMark: EventId | null;
  readonly explanation: Explanation;
  readonly rulesVersion: number;
  /** What the mark would be with everything that came in after locking; null when the same. */
  readonly proposed: MarkStatus | null;
}
