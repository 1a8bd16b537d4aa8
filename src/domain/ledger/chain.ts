import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex, toHex } from '#domain/encoding/hex.ts';
import { utf8 } from '#domain/encoding/utf8.ts';
import type { Epoch, Hash } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { eventPlace } from './event-place.ts';

/** What the first event of an epoch follows. */
export const GENESIS = '0'.repeat(64) as Hash;

/** How far a chain has come: 0 and `GENESIS` before its first event. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: Hash;
}

export interface CheckedChain extends ChainHead {
  /** Of each text, in their order. */
  readonly hashes: readonly Hash[];
}

/** The text at this place says itself that it belongs elsewhere, or isn't an event. */
export interface ChainProblem {
  readonly kind: 'out-of-place';
  readonly seq: number;
}

const TAG = utf8('muster-event\0');

/** SHA-256("muster-event\0" ‖ epoch, 8 bytes ‖ seq, 8 bytes big-endian ‖ previous hash, 32 bytes ‖ UTF-8 of the text). */
export function eventHash(epoch: Epoch, seq: number, previous: Hash, text: string): Hash {
  const epochBytes = fromHex(epoch);
  const previousBytes = fromHex(previous);
  if (epochBytes?.length !== 8 || previousBytes?.length !== 32) throw new Error('malformed epoch or hash');
  const textBytes = utf8(text);
  // One buffer and one call: hashing piece by piece takes half as long again.
  const bytes = new Uint8Array(TAG.length + 48 + textBytes.length);
  const view = new DataView(bytes.buffer, TAG.length);
  bytes.set(TAG);
  bytes.set(epochBytes, TAG.length);
  view.setUint32(8, Math.floor(seq / 2 ** 32));
  view.setUint32(12, seq % 2 ** 32);
  bytes.set(previousBytes, TAG.length + 16);
  bytes.set(textBytes, TAG.length + 48);
  return toHex(sha256(bytes)) as Hash;
}

/**
 * Follows a chain over texts that come right after `after`. That the bytes are the ones once written shows only when the
 * hash at the end is compared with one that is trusted: that is the caller's.
 */
export function checkChain(
  epoch: Epoch,
  after: ChainHead,
  texts: readonly string[],
): Result<CheckedChain, ChainProblem> {
  const hashes: Hash[] = [];
  let { seq, hash } = after;
  for (const text of texts) {
    seq++;
    const place = eventPlace(text);
    if (place?.epoch !== epoch || place.seq !== seq) return err({ kind: 'out-of-place', seq });
    hash = eventHash(epoch, seq, hash, text);
    hashes.push(hash);
  }
  return ok({ seq, hash, hashes });
}
