import type { EpochMs, SessionId } from '#domain/ids.ts';
import type { Envelope, LedgerEvent } from '#domain/ledger/event.ts';

/** An event of any origin that the hub has just put into its table of events. */
export type StoredEvent = {
  readonly envelope: Envelope;
  /** Null: of a type or version that this program doesn't know; kept all the same. */
  readonly event: LedgerEvent | null;
  /** Corrected time as far as it was known at receipt. */
  readonly at: EpochMs;
};

/** The session an event names, if it names one. */
export function sessionNamedBy(event: LedgerEvent | null): SessionId | null {
  return event !== null && 'sessionId' in event.body ? event.body.sessionId : null;
}
