import { generateKeyPairSync, sign } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyIdOf } from '#domain/sync/handshake.ts';
import { KeyStore } from '#platform/keys.ts';
import { HubKeys } from '../../../../src/kiosk/engine/sync/hub-keys.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { unwrap } from '../ledger/ledger-facts.ts';

const SAID = Buffer.from('welcome');

function hub() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const text = publicKey.export({ format: 'jwk' }).x ?? '';
  const raw = Uint8Array.from(Buffer.from(text, 'base64url'));
  return { raw, text, id: keyIdOf(raw), sign: () => sign(null, SAID, privateKey).toString('base64url') };
}

describe('the hub a kiosk trusts', () => {
  test('is the one whose key it pinned, and no other', () => {
    const keys = unwrap(KeyStore.open({ path: join(temporaryFolder(), 'keys.json') }));
    const [own, other] = [hub(), hub()];
    const trusted = new HubKeys(keys, own.raw);
    expect([trusted.knows(own.id), trusted.knows(other.id)]).toEqual([true, false]);
    expect(trusted.isSigned(own.id, SAID, own.sign())).toBe(true);
    expect(trusted.isSigned(own.id, SAID, other.sign())).toBe(false);
    expect(trusted.isSigned(other.id, SAID, other.sign())).toBe(false);
  });

  test('may name the key it signs with next; once it does, the old key is worth nothing, also after a restart', () => {
    const keys = unwrap(KeyStore.open({ path: join(temporaryFolder(), 'keys.json') }));
    const [own, next] = [hub(), hub()];
    const trusted = new HubKeys(keys, own.raw);
    trusted.noteNext('no key');
    expect(trusted.knows(next.id)).toBe(false);
    trusted.noteNext(next.text);
    expect(trusted.isSigned(own.id, SAID, own.sign())).toBe(true);
    expect(trusted.isSigned(next.id, SAID, own.sign())).toBe(false);
    expect(trusted.knows(own.id)).toBe(true);
    expect(trusted.isSigned(next.id, SAID, next.sign())).toBe(true);
    expect(trusted.knows(own.id)).toBe(false);

    const kept = keys.get('hub-key');
    if (kept === undefined) throw new Error('not kept');
    const restarted = new HubKeys(keys, kept);
    expect([restarted.knows(own.id), restarted.knows(next.id)]).toEqual([false, true]);
  });
});
