import { randomFillSync } from 'node:crypto';
import { toHex } from '#domain/encoding/hex.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { Epoch, EventId } from '#domain/ids.ts';

/** Asking the operating system costs the same for ten bytes as for four thousand, so they are drawn ahead. */
const pool = { bytes: new Uint8Array(4_000), used: 4_000 };

/** A fresh event id from this machine's clock and randomness. */
export function newEventId(): EventId {
  return uuidV7(Date.now(), random(10)) as EventId;
}

/** The name of a new ledger's life: 64 random bits. */
export function newEpoch(): Epoch {
  return toHex(random(8)) as Epoch;
}

function random(count: number): Uint8Array {
  if (pool.used + count > pool.bytes.length) {
    randomFillSync(pool.bytes);
    pool.used = 0;
  }
  pool.used += count;
  return pool.bytes.slice(pool.used - count, pool.used);
}
