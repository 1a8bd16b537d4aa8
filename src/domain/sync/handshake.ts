import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { Challenge, ForeignEvent, Hello, Welcome } from './frames.ts';

const encoder = new TextEncoder();

/** Names a public key (raw Ed25519): first 16 bytes of its SHA-256, in hex. */
export function keyIdOf(publicKey: Uint8Array): string {
  return bytesToHex(sha256(publicKey).subarray(0, 16));
}

/**
 * What a kiosk signs: both nonces (so nothing can be replayed), the hub's key id (so it can't be relayed to another hub)
 * and the hash of everything it says. A tag keeps it from being taken for any other signature of that key.
 */
export function helloBytes(
  hello: Omit<Hello, 'signature'>,
  challenge: Pick<Challenge, 'keyId' | 'nonce'>,
): Uint8Array {
  const { signature: _, ...said } = { signature: '', ...hello };
  return signedBytes('muster-sync-hello', challenge.nonce, hello.nonce, challenge.keyId, said);
}

/** What the hub signs: the same, with the kiosk's key id. */
export function welcomeBytes(
  welcome: Omit<Welcome, 'signature'>,
  nonces: { readonly hub: string; readonly kiosk: string },
  kioskKeyId: string,
): Uint8Array {
  const { signature: _, ...said } = { signature: '', ...welcome };
  return signedBytes('muster-sync-welcome', nonces.hub, nonces.kiosk, kioskKeyId, said);
}

/** What the hub seals of an event that goes down to a kiosk. */
export function sealedBytes({ origin, epoch, seq, hash, text }: ForeignEvent): Uint8Array {
  return encoder.encode(`muster-feed\0${origin} ${epoch} ${seq} ${hash} ${text}`);
}

function signedBytes(
  tag: string,
  hubNonce: string,
  kioskNonce: string,
  keyId: string,
  said: unknown,
): Uint8Array {
  return concatBytes(
    encoder.encode(`${tag}\0`),
    hexToBytes(hubNonce),
    hexToBytes(kioskNonce),
    hexToBytes(keyId),
    sha256(encoder.encode(canonicalJson(said))),
  );
}
