import type { EpochMs, EventId, KioskNumber, OpeningNumber, PersonId } from '#domain/ids.ts';
import type { Method } from '#domain/ledger/event.ts';

/** SCHEDULED → ARMED (doors open, not unlocked) → OPEN → CLOSED → SEALED → LOCKED, or CANCELLED. */
export type SessionState = 'SCHEDULED' | 'ARMED' | 'OPEN' | 'CLOSED' | 'SEALED' | 'LOCKED' | 'CANCELLED';

/** One display of the session by one origin. */
export interface Opening {
  readonly eventId: EventId;
  readonly kiosk: KioskNumber;
  readonly number: OpeningNumber;
  readonly at: EpochMs;
  readonly by: PersonId | null;
  readonly method: Method;
}

/** Where a session stands at one moment. Derived, never stored. */
export interface SessionStanding {
  readonly state: SessionState;
  /** Oldest first. */
  readonly openings: readonly Opening[];
  readonly openedAt: EpochMs | null;
  readonly doorsOpenAt: EpochMs;
  /** Arrivals after this whole second are late. */
  readonly lateFrom: EpochMs;
  /** Arrivals after this whole second are too late. */
  readonly cutOffAt: EpochMs;
  /** When it closes by itself, or was ended. */
  readonly closesAt: EpochMs;
  /** The end by hand that holds; null when it closes by itself. */
  readonly endedBy: { readonly eventId: EventId; readonly at: EpochMs; readonly by: PersonId | null } | null;
  /** The extension or end that holds: the next extension or end has to name it as superseded. */
  readonly lastControl: EventId | null;
  readonly codeShown: boolean;
  /** Closed, and nobody ever opened it: in no denominator. */
  readonly notHeld: boolean;
  /** Unrelated extensions or ends compete; the latest holds. */
  readonly conflict: boolean;
  readonly sealedAt: EpochMs | null;
  /** Kiosks that had not delivered when it was sealed. */
  readonly sealedWithout: readonly KioskNumber[];
  readonly lockedAt: EpochMs | null;
}
