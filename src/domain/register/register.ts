import type { CredentialTag, EpochMs, EventId, PersonId, SessionId } from '#domain/ids.ts';
import type { Method } from '#domain/ledger/event.ts';
import type { Rules } from '#domain/rules/rules.ts';
import type { SessionStanding } from '#domain/session/session-standing.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { Fact } from './fact.ts';
import type { Mark } from './mark.ts';
import type { MarkStatus } from './mark-status.ts';
import type { Quarantined } from './quarantined.ts';
import type { Enrolment } from './roster.ts';

export interface RegisterInput {
  readonly occurrence: Occurrence;
  readonly rules: Rules;
  /** Of the session's section, all that ever were. */
  readonly enrolments: readonly Enrolment[];
  /**
   * Every event that names the session, presentations without a session from kiosks in its room, and phone check-ins without a session for its
   * openings. In any order, any number of times.
   */
  readonly facts: Iterable<Fact>;
  /** Whose card it was at that time; asked only for touches that nobody could be found for then. */
  readonly resolve: (tag: CredentialTag, at: EpochMs) => PersonId | 'ambiguous' | undefined;
  readonly now: EpochMs;
}

/** A further touch of somebody who was already recorded. */
export interface Duplicate {
  readonly eventId: EventId;
  readonly of: EventId;
  readonly personId: PersonId;
  readonly at: EpochMs;
  /** `double-tap`: same reader within seconds. `duplicate`: within two minutes. `again`: later. */
  readonly kind: 'double-tap' | 'duplicate' | 'again';
}

/** Someone who is here. */
export interface Arrival {
  readonly personId: PersonId;
  readonly at: EpochMs;
  /** `console` for a mark by hand without a touch. */
  readonly method: Method;
  readonly status: MarkStatus;
  readonly provisional: boolean;
}

export interface Counts {
  readonly enrolled: number;
  /** present + late + partly */
  readonly here: number;
  readonly present: number;
  readonly late: number;
  readonly partly: number;
  /** Excused or on official duty: not expected, not missing. */
  readonly excused: number;
  readonly absent: number;
  /** Neither here nor excused nor absent. */
  readonly notYet: number;
  /** Touched while the doors were open and nobody had unlocked. */
  readonly noted: number;
  readonly provisional: number;
  readonly quarantined: number;
}

export type RegisterFlag =
  /** Two different events carry the same id: somebody tampered, or a program is broken. */
  | 'same-id-other-bytes'
  /** Unrelated extensions or ends compete. */
  | 'conflict'
  | 'not-held'
  /** Sealed before every kiosk had delivered. */
  | 'sealed-without'
  /** Evidence came in after sealing. */
  | 'late-evidence'
  /** Something came in after locking; it changes nothing but `proposed`. */
  | 'evidence-after-lock';

/** What one session's events amount to under the rules. */
export interface Register {
  readonly sessionId: SessionId;
  readonly standing: SessionStanding;
  /** One for each person enrolled at the session's time, in the order of their ids. */
  readonly marks: readonly Mark[];
  /** Oldest first. */
  readonly quarantine: readonly Quarantined[];
  readonly duplicates: readonly Duplicate[];
  /** Newest first. */
  readonly arrivals: readonly Arrival[];
  readonly counts: Counts;
  readonly flags: readonly RegisterFlag[];
}
