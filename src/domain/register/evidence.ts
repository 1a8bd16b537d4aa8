import type { CredentialTag, EpochMs, EventId, KioskNumber, PersonId, RoomId } from '#domain/ids.ts';
import type { Method } from '#domain/ledger/event.ts';
import type { LogKey } from '#domain/ledger/fact.ts';

/** One touch or check-in that may be about this session, read out of its event and not yet judged. */
export interface Evidence {
  readonly id: EventId;
  readonly key: LogKey;
  /** When the person was there: of a phone, when the hub received the code. */
  readonly at: EpochMs;
  /** Null: nobody compared that clock with the hub's. */
  readonly uncertaintyMs: number | null;
  readonly person: PersonId | 'ambiguous' | undefined;
  readonly tag: CredentialTag | null;
  readonly method: Method;
  readonly kiosk: KioskNumber;
  readonly roomId: RoomId | null;
  /** One reader or phone among all. */
  readonly source: string;
  /** The event itself says that it belongs to this session. */
  readonly named: boolean;
  /** Rests on a phone that is not confirmed yet. */
  readonly provisional: boolean;
  /** The card was bound to the person after the touch. */
  readonly replayed: boolean;
}

/** Evidence that counts for somebody. */
export interface CountingEvidence extends Evidence {
  readonly person: PersonId;
}
