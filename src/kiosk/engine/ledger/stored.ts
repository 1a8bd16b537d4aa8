import type { Epoch, Hash, Seq } from '#domain/ids.ts';
import type { EventBody, EventType, LedgerEvent } from '#domain/ledger/event.ts';

/** One event that is on the disk. `text` is what was hashed and is sent. */
export type Stored<T extends EventType = EventType> = {
  readonly epoch: Epoch;
  readonly seq: Seq;
  readonly hash: Hash;
  readonly text: string;
  readonly event: Extract<LedgerEvent, { type: T }>;
};

/** What is to be recorded, before it has a place, an id and a time. */
export type Draft = {
  readonly [T in EventType]: { readonly type: T; readonly body: EventBody<T> };
}[EventType];

/** The place of an event, and the hash of the chain up to it. */
export type Point = { readonly seq: number; readonly hash: Hash };
