import type { EpochMs, EventId, RoomId } from '#domain/ids.ts';
import type { EventType, LedgerEvent } from '#domain/ledger/event.ts';
import { compareLogKeys, type LogKey } from '#domain/ledger/fact.ts';

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

/** A fact whose event is of a given type. */
export type FactOf<T extends EventType> = Fact & {
  readonly event: Extract<LedgerEvent, { readonly type: T }>;
};

export function isFactOf<T extends EventType>(fact: Fact, type: T): fact is FactOf<T> {
  return fact.event.type === type;
}

export function factsOfType<T extends EventType>(facts: readonly Fact[], type: T): readonly FactOf<T>[] {
  return facts.filter((fact) => isFactOf(fact, type));
}

/** The order of everything across ledgers: corrected time, then place. The id is for forged events that claim one place. */
export function compareFacts(a: Pick<Fact, 'at' | 'key' | 'id'>, b: Pick<Fact, 'at' | 'key' | 'id'>): number {
  return a.at - b.at || compareLogKeys(a.key, b.key) || (a.id < b.id ? -1 : Number(a.id > b.id));
}
