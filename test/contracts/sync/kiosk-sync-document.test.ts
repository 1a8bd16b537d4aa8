import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { DownSchema } from '#contracts/sync/down.ts';
import { HelloSchema } from '#contracts/sync/hello.ts';
import { UpSchema } from '#contracts/sync/up.ts';
import { WelcomeSchema } from '#contracts/sync/welcome.ts';
import type { Epoch, Hash, InstitutionId, KioskNumber } from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import { headBytes } from '#domain/ledger/head.ts';
import { helloBytes, keyIdOf, welcomeBytes } from '#domain/sync/handshake.ts';
import { manifestDigest } from '#domain/sync/manifest.ts';

// Whoever writes another client has nothing but the document: what it shows must be what this program does.
const DOCUMENT = readFileSync(join(import.meta.dirname, '../../../docs/kiosk-sync.md'), 'utf8');

type Example = { readonly type: string; readonly direction: string; readonly json: string };

const EXAMPLES: readonly Example[] = DOCUMENT.split(/^### /m).flatMap((section) => {
  const heading = /^`([a-z-]+)` \((up|down)\)/.exec(section);
  const json = /```json\n([\s\S]*?)\n```/.exec(section);
  if (heading === null || json === null) return [];
  return [{ type: heading[1] ?? '', direction: heading[2] ?? '', json: json[1] ?? '' }];
});

function exampleOf<T>(type: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(EXAMPLES.find((example) => example.type === type)?.json ?? ''));
}

const VECTORS = JSON.parse(/## Test vectors[\s\S]*?```json\n([\s\S]*?)\n```/.exec(DOCUMENT)?.[1] ?? '') as {
  readonly institutionId: InstitutionId;
  readonly kiosk: KioskNumber;
  readonly kioskSeed: string;
  readonly kioskPublicKey: string;
  readonly kioskKeyId: string;
  readonly hubSeed: string;
  readonly hubPublicKey: string;
  readonly hubKeyId: string;
  readonly epoch: Epoch;
  readonly events: readonly { readonly seq: number; readonly text: string; readonly hash: Hash }[];
  readonly headBytes: string;
  readonly headSignature: string;
  readonly helloBytes: string;
  readonly welcomeBytes: string;
  readonly documents: readonly (readonly [string, Hash])[];
  readonly manifestDigest: Hash;
};

/** A PKCS #8 Ed25519 key is this and 32 bytes of seed. */
const PKCS8 = '302e020100300506032b657004220420';

function keyOf(seed: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(PKCS8 + seed, 'hex'), format: 'der', type: 'pkcs8' });
}

function publicKeyOf(seed: string): Buffer {
  return Buffer.from(createPublicKey(keyOf(seed)).export({ format: 'jwk' }).x ?? '', 'base64url');
}

function signatureBy(seed: string, bytes: Uint8Array): string {
  return sign(null, bytes, keyOf(seed)).toString('base64url');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

describe('the document shows', () => {
  test.each([
    ['up', UpSchema],
    ['down', DownSchema],
  ] as const)(
    'every frame that goes %s, once, with an example that this program takes',
    (direction, union) => {
      const shown = EXAMPLES.filter((example) => example.direction === direction);
      expect(shown.map(({ type }) => type).sort()).toEqual(
        union.options.map(({ shape }) => shape.type.value).sort(),
      );
      for (const { type, json } of shown) expect(union.parse(JSON.parse(json))).toMatchObject({ type });
    },
  );

  test('keys, events and a signed head as this program computes them', () => {
    const { kioskSeed, hubSeed, epoch, institutionId, kiosk } = VECTORS;
    expect(publicKeyOf(kioskSeed).toString('base64url')).toBe(VECTORS.kioskPublicKey);
    expect(publicKeyOf(hubSeed).toString('base64url')).toBe(VECTORS.hubPublicKey);
    expect(keyIdOf(publicKeyOf(kioskSeed))).toBe(VECTORS.kioskKeyId);
    expect(keyIdOf(publicKeyOf(hubSeed))).toBe(VECTORS.hubKeyId);
    let previous = GENESIS;
    for (const { seq, text, hash } of VECTORS.events) {
      expect(decodeEvent(text)).toMatchObject({ ok: true, value: { envelope: { seq, epoch, kiosk } } });
      previous = eventHash(epoch, seq, previous, text);
      expect(previous).toBe(hash);
    }
    const head = headBytes({ institutionId, kiosk, epoch, seq: VECTORS.events.length, hash: previous });
    expect(hex(head)).toBe(VECTORS.headBytes);
    expect(signatureBy(kioskSeed, head)).toBe(VECTORS.headSignature);
    expect(manifestDigest(VECTORS.documents)).toBe(VECTORS.manifestDigest);
  });

  test('a hello and a welcome signed as this program signs them', () => {
    const challenge = { keyId: VECTORS.hubKeyId, nonce: '22'.repeat(16) };
    const hello = exampleOf('hello', HelloSchema);
    expect(hex(helloBytes(hello, challenge))).toBe(VECTORS.helloBytes);
    expect(signatureBy(VECTORS.kioskSeed, helloBytes(hello, challenge))).toBe(hello.signature);
    const welcome = exampleOf('welcome', WelcomeSchema);
    const bytes = welcomeBytes(welcome, { hub: challenge.nonce, kiosk: hello.nonce }, VECTORS.kioskKeyId);
    expect(hex(bytes)).toBe(VECTORS.welcomeBytes);
    expect(signatureBy(VECTORS.hubSeed, bytes)).toBe(welcome.signature);
  });
});
