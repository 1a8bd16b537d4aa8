import { keyIdOf } from '#domain/sync/handshake.ts';
import type { KeyStore } from '#platform/keys.ts';
import { verifySignature } from '#platform/signing-key.ts';

const NEXT_HUB_KEY = 'next-hub-key';

/** What the hub's own key is kept as, since enrolment. */
const HUB_KEY = 'hub-key';

/**
 * The hub's keys this kiosk trusts: the one pinned at enrolment, and the one that key has named as its successor. The first
 * time the successor signs, it takes the place of the other, which is trusted no more.
 */
export class HubKeys {
  readonly #store: KeyStore;
  #pinned: Uint8Array;

  constructor(store: KeyStore, pinned: Uint8Array) {
    this.#store = store;
    this.#pinned = pinned;
  }

  knows(keyId: string): boolean {
    return this.#trusted().some((key) => keyIdOf(key) === keyId);
  }

  isSigned(keyId: string, bytes: Uint8Array, signature: string): boolean {
    const key = this.#trusted().find((one) => keyIdOf(one) === keyId);
    if (key === undefined || !verifySignature(base64Url(key), bytes, Buffer.from(signature, 'base64url'))) {
      return false;
    }
    if (key !== this.#pinned) this.#pin(key);
    return true;
  }

  /** The pinned key says which one comes after it. */
  noteNext(key: string): void {
    const bytes = Buffer.from(key, 'base64url');
    const known = this.#store.get(NEXT_HUB_KEY);
    if (bytes.length !== 32 || (known !== undefined && bytes.equals(known))) return;
    this.#store.put(NEXT_HUB_KEY, Uint8Array.from(bytes));
  }

  #trusted(): readonly Uint8Array[] {
    const next = this.#store.get(NEXT_HUB_KEY);
    return next === undefined ? [this.#pinned] : [this.#pinned, next];
  }

  #pin(key: Uint8Array): void {
    this.#store.putAll({ [HUB_KEY]: key });
    this.#store.delete(NEXT_HUB_KEY);
    this.#pinned = key;
  }
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
