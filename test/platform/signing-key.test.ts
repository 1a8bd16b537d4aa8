import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KeyStore } from '#platform/keys.ts';
import { signingKeyIn, verifySignature } from '#platform/signing-key.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const message = new TextEncoder().encode('head of ledger');

function storeAt(path: string): KeyStore {
  const opened = KeyStore.open({ path });
  if (!opened.ok) throw new Error(opened.error.text);
  return opened.value;
}

test('a device makes its key pair once and keeps it', () => {
  const path = join(temporaryFolder(), 'keys.json');
  const first = signingKeyIn(storeAt(path), 'device-key');
  const again = signingKeyIn(storeAt(path), 'device-key');
  expect(again.publicKey).toBe(first.publicKey);
  expect(Buffer.from(first.publicKey, 'base64url')).toHaveLength(32);
  expect(verifySignature(first.publicKey, message, again.sign(message))).toBe(true);
  expect(signingKeyIn(storeAt(path), 'other-key').publicKey).not.toBe(first.publicKey);
});

test('a signature holds for its own message and key only', () => {
  const store = storeAt(join(temporaryFolder(), 'keys.json'));
  const key = signingKeyIn(store, 'a');
  const other = signingKeyIn(store, 'b');
  const signature = key.sign(message);
  expect(signature).toHaveLength(64);
  expect(verifySignature(other.publicKey, message, signature)).toBe(false);
  expect(verifySignature(key.publicKey, message.slice(1), signature)).toBe(false);
  expect(verifySignature(key.publicKey, message, signature.slice(1))).toBe(false);
});

test('what is no key verifies nothing', () => {
  const signature = new Uint8Array(64);
  for (const key of ['', 'abc', '!!', 'A'.repeat(44), 'A'.repeat(42)]) {
    expect(verifySignature(key, message, signature)).toBe(false);
  }
});

// RFC 8032, 7.1, test 2.
test('signatures are those of the standard', () => {
  const publicKey = Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex');
  const signature = Buffer.from(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    'hex',
  );
  expect(verifySignature(publicKey.toString('base64url'), Uint8Array.of(0x72), signature)).toBe(true);
});
