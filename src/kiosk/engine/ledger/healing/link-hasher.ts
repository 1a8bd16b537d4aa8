import { hash as digest } from 'node:crypto';
import type { Epoch, Hash } from '#domain/ids.ts';

const TAG = 'muster-event\0';
const SEQ_AT = TAG.length + 8;
const PREVIOUS_AT = SEQ_AT + 8;
const TEXT_AT = PREVIOUS_AT + 32;

/** The chain's hash over bytes that may have rotted, and so may not be text: what `fastEventHash` is for texts of one epoch. */
export class LinkHasher {
  #scratch: Buffer;

  constructor(epoch: Epoch) {
    this.#scratch = Buffer.alloc(TEXT_AT);
    this.#scratch.write(TAG, 'latin1');
    this.#scratch.write(epoch, TAG.length, 'hex');
  }

  hash(seq: number, previous: Hash, text: Buffer): Hash {
    const bytes = this.#roomFor(text.length);
    bytes.writeUInt32BE(Math.floor(seq / 2 ** 32), SEQ_AT);
    bytes.writeUInt32BE(seq >>> 0, SEQ_AT + 4);
    // A rotten hash may not be hexadecimal any more; then it leads to no hash that is stored anywhere.
    bytes.fill(0, PREVIOUS_AT, TEXT_AT);
    bytes.write(previous, PREVIOUS_AT, 32, 'hex');
    text.copy(bytes, TEXT_AT);
    return digest('sha256', bytes.subarray(0, TEXT_AT + text.length), 'hex') as Hash;
  }

  #roomFor(textBytes: number): Buffer {
    if (this.#scratch.length < TEXT_AT + textBytes) {
      const larger = Buffer.alloc(TEXT_AT + textBytes * 2);
      this.#scratch.copy(larger);
      this.#scratch = larger;
    }
    return this.#scratch;
  }
}
