import { canonicalJson } from '#domain/canonical-json.ts';
import type { Epoch, EpochMs, EventId, KioskNumber, SessionId } from '#domain/ids.ts';
import type { Envelope } from '#domain/ledger/event.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import { type StoredEvent, sessionNamedBy } from '../ledger/stored-event.ts';

export type ReceivedColumns = {
  readonly id: EventId | null;
  readonly type: string | null;
  readonly sessionId: SessionId | null;
  readonly at: EpochMs | null;
};

export type Received = {
  readonly columns: ReceivedColumns;
  /** Null: not to be believed, only kept. */
  readonly stored: StoredEvent | null;
  /** `unreadable`: no event by any rule this program knows; `misnamed`: says of itself that it stands elsewhere. */
  readonly flag: 'unreadable' | 'misnamed' | null;
};

type Place = { readonly kiosk: KioskNumber; readonly epoch: Epoch; readonly seq: number };

/** Reads a received text for its columns. Nothing is refused: what can't be read, or claims another place than its own, is kept and flagged. */
export function readReceived(text: string, place: Place): Received {
  const decoded = decodeEvent(text);
  if (!decoded.ok) return { columns: NOTHING, stored: null, flag: 'unreadable' };
  const { envelope, event } = decoded.value;
  const isOwn =
    envelope.kiosk === place.kiosk && envelope.epoch === place.epoch && envelope.seq === place.seq;
  if (!isOwn) return { columns: NOTHING, stored: null, flag: 'misnamed' };
  const at = timeOf(envelope);
  const columns = { id: envelope.id, type: envelope.type, sessionId: sessionNamedBy(event), at };
  return { columns, stored: { envelope, event, at }, flag: null };
}

/** Whether an event that was carried into a new epoch is still what it was. */
export function isSameEvent(carried: Envelope, originalText: string): boolean {
  const original = decodeEvent(originalText);
  if (!original.ok) return false;
  const { id, type, v, clock, body } = original.value.envelope;
  const now = { id: carried.id, type: carried.type, v: carried.v, clock: carried.clock, body: carried.body };
  return canonicalJson({ id, type, v, clock, body }) === canonicalJson(now);
}

const NOTHING: ReceivedColumns = { id: null, type: null, sessionId: null, at: null };

/** As good as it is known at receipt; the register corrects further from clock samples that come later. */
function timeOf({ clock }: Envelope): EpochMs {
  return (clock.hubMinusMono === null ? clock.wall : clock.mono + clock.hubMinusMono) as EpochMs;
}
