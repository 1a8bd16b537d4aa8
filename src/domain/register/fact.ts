import type { EpochMs, EventId, RoomId } from '#domain/ids.ts';
import type { LedgerEvent } from '#domain/ledger/event.ts';
import type { LogKey } from '#domain/ledger/fact.ts';

/** One event as the register sees it. */
export interface Fact {
  readonly key: LogKey;
  readonly id: EventId;
  readonly event: LedgerEvent;
  /** Corrected time. */
  readonly at: EpochMs;
  /** Null: the clock was never compared with the hub's. */
  readonly uncertaintyMs: number | null;
  /** Of the kiosk that wrote it; null for the hub's own events and for a kiosk without a room. */
  readonly roomId: RoomId | null;
}
