import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '#domain/result.ts';
import { KeyStore, type KeyStoreProblem } from '#platform/keys.ts';
import { type SigningKey, signingKeyIn } from '#platform/signing-key.ts';

/** What the whole institution rests on: kept in a file of its own, so that a copy of the database gives none of it away. */
export type HubKeys = {
  /** The hub's identity: pinned by kiosks, signs receipts. */
  readonly signing: SigningKey;
  /** HMAC key of card numbers' tags, 32 bytes. */
  readonly cardKey: Uint8Array;
  /** HMAC key over PINs before argon2id, 32 bytes. */
  readonly pinPepper: Uint8Array;
  /** For what only this hub has to recognise again: sealed stamps, tickets. 32 bytes. */
  readonly sealing: Uint8Array;
  readonly store: KeyStore;
};

/** Name of the hub's identity in its key store. */
export const HUB_SIGNING_KEY = 'hub-signing';

const SECRETS = ['card-key', 'pin-pepper', 'sealing'] as const;

/** The keys in `<data>/hub/keys.json`; made at first start. */
export function openHubKeys(
  dataFolder: string,
  random: (length: number) => Uint8Array,
): Result<HubKeys, KeyStoreProblem> {
  const folder = join(dataFolder, 'hub');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const opened = KeyStore.open({ path: join(folder, 'keys.json') });
  if (!opened.ok) return opened;
  const store = opened.value;
  const missing = SECRETS.filter((name) => store.get(name) === undefined);
  if (missing.length > 0) store.putAll(Object.fromEntries(missing.map((name) => [name, random(32)])));
  return ok({
    signing: signingKeyIn(store, HUB_SIGNING_KEY),
    cardKey: secret(store, 'card-key'),
    pinPepper: secret(store, 'pin-pepper'),
    sealing: secret(store, 'sealing'),
    store,
  });
}

function secret(store: KeyStore, name: (typeof SECRETS)[number]): Uint8Array {
  const bytes = store.get(name);
  if (bytes === undefined) throw new Error(`the key ${name} was not kept`);
  return bytes;
}
