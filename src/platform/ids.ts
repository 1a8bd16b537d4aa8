import { randomBytes } from 'node:crypto';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { Epoch, EventId } from '#domain/ids.ts';

/** A fresh event id from this machine's clock and randomness. */
export function newEventId(): EventId {
  return uuidV7(Date.now(), randomBytes(10)) as EventId;
}

/** The name of a new ledger's life: 64 random bits. */
export function newEpoch(): Epoch {
  return randomBytes(8).toString('hex') as Epoch;
}
