import type { Epoch, EpochMs, KioskNumber, SessionId } from '#domain/ids.ts';
import type { Envelope, EventType, LedgerEvent } from '#domain/ledger/event.ts';

/** An event of any origin that the hub has just put into its table of events. */
export type StoredEvent = {
  readonly kiosk: KioskNumber;
  readonly epoch: Epoch;
  /** Null: of a type or version that this program doesn't know; kept all the same. */
  readonly type: EventType | null;
  /** The session it names, if it names one. */
  readonly sessionId: SessionId | null;
  /** Corrected time as far as it was known at receipt. */
  readonly at: EpochMs;
  /** Both may be read from the text only when they are asked for: look at `type` and `sessionId` first. */
  readonly envelope: Envelope;
  readonly event: LedgerEvent | null;
};

/** One that was just made or read. */
export function storedEvent(envelope: Envelope, event: LedgerEvent | null, at: EpochMs): StoredEvent {
  const { kiosk, epoch } = envelope;
  return {
    ...{ kiosk, epoch, at, envelope, event },
    type: event?.type ?? null,
    sessionId: sessionNamedBy(event),
  };
}

/** The session an event names, if it names one. */
export function sessionNamedBy(event: LedgerEvent | null): SessionId | null {
  return event !== null && 'sessionId' in event.body ? event.body.sessionId : null;
}
