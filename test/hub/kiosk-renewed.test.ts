import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { formerKioskText } from '#contracts/hub-api/kiosks.ts';
import type { KioskNumber } from '#domain/ids.ts';
import { ApiFailure } from '../../src/hub/server/api-failure.ts';
import { createEnrolmentCode, enrolKiosk, shutKioskOut } from '../../src/hub/server/kiosks/enrol-kiosk.ts';
import { kioskByNumber, secretsOf } from '../../src/hub/server/store/kiosk-store.ts';
import { openTestAssembly } from './support/test-assembly.ts';
import { addTestCampus } from './support/test-campus.ts';

type Pair = { readonly publicKey: string; readonly privateKey: KeyObject };

function newPair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicKey: publicKey.export({ format: 'jwk' }).x ?? '', privateKey };
}

function aHub() {
  const { parts } = openTestAssembly();
  const { room, otherRoom } = addTestCampus(parts);
  const codeFor = (roomId = room) => createEnrolmentCode(parts, { roomId, name: 'Door' }).code;
  const own = newPair();
  const { kiosk } = enrolKiosk(parts, { code: codeFor(), publicKey: own.publicKey });
  const renew = (code: string, next: Pair, by: Pair, number = kiosk) => {
    const request = { code, publicKey: next.publicKey };
    const text = Buffer.from(formerKioskText(number, request));
    const signatures = [sign(null, text, by.privateKey).toString('base64url')];
    return enrolKiosk(parts, { ...request, former: { kiosk: number, signatures } });
  };
  return { parts, own, kiosk, codeFor, renew, otherRoom };
}

test('a kiosk that was revoked keeps its number under a new key, and codes made with its old secret are worth nothing', () => {
  const { parts, own, kiosk, codeFor, renew, otherRoom } = aHub();
  const [old] = secretsOf(parts.db, kiosk);
  shutKioskOut(parts, kiosk);
  const next = newPair();
  expect(renew(codeFor(otherRoom), next, own).kiosk).toBe(kiosk);
  const row = kioskByNumber(parts.db, kiosk);
  expect(row).toMatchObject({ revokedAt: null, roomId: otherRoom });
  expect(row?.publicKey.toString('base64url')).toBe(next.publicKey);
  const secrets = secretsOf(parts.db, kiosk);
  expect(secrets).toHaveLength(1);
  expect(secrets[0]?.secret).not.toEqual(old?.secret);
});

test('a kiosk that lost the hub’s answer may ask again with the key that the hub already has', () => {
  const { own, kiosk, codeFor, renew } = aHub();
  const next = newPair();
  renew(codeFor(), next, own);
  expect(renew(codeFor(), next, next).kiosk).toBe(kiosk);
});

test.each(['another key', 'a number that nobody has'])(
  'with %s nobody becomes a kiosk that is there, and the code is not spent',
  (how) => {
    const { parts, own, kiosk, codeFor, renew } = aHub();
    const code = codeFor();
    const thief = newPair();
    const attempt = () =>
      how === 'another key' ? renew(code, thief, thief) : renew(code, thief, own, 999 as KioskNumber);
    expect(attempt).toThrow(ApiFailure);
    expect(kioskByNumber(parts.db, kiosk)?.publicKey.toString('base64url')).toBe(own.publicKey);
    expect(enrolKiosk(parts, { code, publicKey: thief.publicKey }).kiosk).not.toBe(kiosk);
  },
);
