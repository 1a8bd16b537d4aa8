import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { KeyStore } from '#platform/keys.ts';

/** A key that has sealed for so long is followed by another. */
const ROTATE_AFTER_MS = 90 * 24 * 60 * 60_000;
const KEY_BYTES = 32;
const NAME = 'finger-keys';

const RingSchema = z.strictObject({
  current: z.int().min(1),
  /** Wall clock, ms since 1970. */
  since: z.int(),
  keys: z.record(z.string(), z.base64url()),
});
type Ring = z.infer<typeof RingSchema>;

/** The keys that the list of fingers is sealed with, in the kiosk's key store: one, and while it is being followed by another, two. */
export class FingerKeys {
  readonly #store: Pick<KeyStore, 'get' | 'put'>;
  #ring: Ring;

  constructor(store: Pick<KeyStore, 'get' | 'put'>, nowMs: number) {
    this.#store = store;
    this.#ring = ringIn(store) ?? this.#put({ current: 1, since: nowMs, keys: { 1: newKey() } });
  }

  get current(): number {
    return this.#ring.current;
  }

  key(number: number): Uint8Array | undefined {
    const key = this.#ring.keys[number];
    return key === undefined ? undefined : Buffer.from(key, 'base64url');
  }

  isDue(nowMs: number): boolean {
    return nowMs - this.#ring.since >= ROTATE_AFTER_MS;
  }

  /** From here on another key seals; what the old one sealed can still be opened until `retire`. */
  rotate(nowMs: number): void {
    const current = this.#ring.current + 1;
    this.#put({ current, since: nowMs, keys: { ...this.#ring.keys, [current]: newKey() } });
  }

  /** Every box is sealed with the newest key: the others are gone for good. */
  retire(): void {
    const { current, since, keys } = this.#ring;
    const newest = keys[current];
    if (newest !== undefined && Object.keys(keys).length > 1)
      this.#put({ current, since, keys: { [current]: newest } });
  }

  #put(ring: Ring): Ring {
    this.#store.put(NAME, Buffer.from(JSON.stringify(ring)));
    this.#ring = ring;
    return ring;
  }
}

function ringIn(store: Pick<KeyStore, 'get'>): Ring | undefined {
  const bytes = store.get(NAME);
  return bytes === undefined ? undefined : RingSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
}

function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}
