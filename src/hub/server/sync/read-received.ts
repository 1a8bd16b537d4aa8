import { canonicalJson } from '#domain/canonical-json.ts';
import type { Epoch, EpochMs, EventId, Hash, KioskNumber, SessionId } from '#domain/ids.ts';
import type { Envelope } from '#domain/ledger/event.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import { displacedEpoch } from '#domain/sync/displaced.ts';
import { asTime } from '#domain/time/corrected-time.ts';
import { type StoredEvent, storedEvent } from '../ledger/stored-event.ts';

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

type Place = {
  readonly kiosk: KioskNumber;
  readonly epoch: Epoch;
  readonly seq: number;
  readonly hash: Hash;
};

/** Reads a received text for its columns. Nothing is refused: what can't be read, or claims another place than its own, is kept and flagged. */
export function readReceived(text: string, place: Place): Received {
  const decoded = decodeEvent(text);
  if (!decoded.ok) return { columns: NOTHING, stored: null, flag: 'unreadable' };
  const { envelope, event } = decoded.value;
  if (!isPlaceOf(place, envelope)) return { columns: NOTHING, stored: null, flag: 'misnamed' };
  const at = timeOf(envelope);
  const stored = storedEvent(envelope, event, at);
  const columns = { id: envelope.id, type: envelope.type, sessionId: stored.sessionId, at };
  return { columns, stored, flag: null };
}

/** One whose place was taken says of itself where it stood, and counts like the one that stands there now: kiosks have both. */
function isPlaceOf({ kiosk, epoch, seq, hash }: Place, envelope: Envelope): boolean {
  const isEpoch = envelope.epoch === epoch || epoch === displacedEpoch(hash);
  return envelope.kiosk === kiosk && envelope.seq === seq && isEpoch;
}

/**
 * Whether an event carried into a new epoch is not what it was in its old one. Another event in its old place is no change
 * of it: two copies of a ledger both went on there, which is why there is a new epoch.
 */
export function wasChanged(carried: Envelope, inOldPlace: string): boolean {
  const old = decodeEvent(inOldPlace);
  if (!old.ok || old.value.envelope.id !== carried.id) return false;
  return whatOf(old.value.envelope) !== whatOf(carried);
}

function whatOf({ type, v, clock, body }: Envelope): string {
  return canonicalJson({ type, v, clock, body });
}

const NOTHING: ReceivedColumns = { id: null, type: null, sessionId: null, at: null };

/** As good as it is known at receipt; the register corrects further from clock samples that come later. */
function timeOf({ clock }: Envelope): EpochMs {
  return clock.hubMinusMono === null ? clock.wall : asTime(clock.mono + clock.hubMinusMono);
}
