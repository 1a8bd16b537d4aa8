import type { CredentialTag, EpochMs, EventId, PersonId } from '#domain/ids.ts';

export type QuarantineReason =
  | 'unknown-card'
  | 'ambiguous-card'
  | 'not-enrolled'
  | 'wrong-room'
  /** Before the doors opened. */
  | 'too-early'
  /** After the close. */
  | 'closed'
  /** Outside the session by a clock that was never compared with the hub's. */
  | 'clock';

/** Something that was presented, is kept, and counts for nobody yet. It is judged again whenever the register is derived. */
export interface Quarantined {
  readonly eventId: EventId;
  readonly reason: QuarantineReason;
  readonly personId: PersonId | null;
  readonly tag: CredentialTag | null;
  readonly at: EpochMs;
}
