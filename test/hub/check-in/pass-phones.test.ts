import { beforeEach, expect, it } from 'vitest';
import { type DocumentOf, DocumentSchema } from '#contracts/sync/documents.ts';
import { fromBase64Url } from '#domain/encoding/base64url.ts';
import type { DeviceId } from '#domain/ids.ts';
import { judgePass, type PassJudgement } from '#domain/pass/judge-pass.ts';
import { readPass } from '#domain/pass/pass.ts';
import { isSignedByDevice } from '#platform/device-key.ts';
import { bindDevice } from '../../../src/hub/server/check-in/device-store.ts';
import { makePass } from '../../../src/student/pass/make-pass.ts';
import { HOUR, MINUTE } from '../support/manual-time.ts';
import { TestKiosk } from '../support/test-assembly.ts';
import { type CheckInHub, startCheckInHub } from './support/check-in-hub.ts';
import { Phone } from './support/phone.ts';
import { touchCard } from './support/touch.ts';

let hub: CheckInHub;
let ana: { readonly id: CheckInHub['campus']['students']['ana']; readonly number: string };

beforeEach(async () => {
  hub = await startCheckInHub();
  ana = { id: hub.campus.students.ana, number: 'S-1' };
});

function phonesTold(kiosk: TestKiosk): DocumentOf<'passes'>['phones'] {
  const { documents } = hub.directory.manifestFor(kiosk.number);
  const hash = documents.find(([id]) => id === 'passes')?.[1];
  const text = hash === undefined ? undefined : hub.directory.document(kiosk.number, 'passes', hash);
  const document = DocumentSchema.parse(JSON.parse(text ?? 'null'));
  if (document.kind !== 'passes') throw new Error('another document');
  return document.phones;
}

/** What the kiosk makes of the pass that this phone shows now, by what it was told. */
async function judged(phone: Phone, kiosk: TestKiosk = hub.kiosk): Promise<PassJudgement['kind']> {
  const { keys, deviceId } = phone;
  const { institutionId } = hub.parts;
  const { text } = await makePass({ keys, deviceId }, institutionId, hub.time.now);
  const pass = readPass(text);
  if (!pass.ok) throw new Error(pass.error.kind);
  return judgePass({
    ...{ pass: pass.value, tenant: institutionId, at: hub.time.now, drift: 0 },
    phones: phonesTold(kiosk).filter(({ passId }) => passId === pass.value.passId),
    isSignedBy: ({ keyKind, publicKey }, message, signature) =>
      isSignedByDevice(
        { keyKind, publicKey: fromBase64Url(publicKey) ?? new Uint8Array() },
        message,
        signature,
      ),
  }).kind;
}

it('a kiosk can verify the pass of a phone as soon as somebody of its room’s classes has signed in on it', async () => {
  expect(phonesTold(hub.kiosk)).toEqual([]);
  const phone = await Phone.of(hub, ana);
  expect(phonesTold(hub.kiosk)).toMatchObject([{ personId: ana.id, from: hub.time.now }]);
  expect(await judged(phone)).toBe('good');
});

it('a phone without Ed25519 shows passes as good', async () => {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  expect(await judged(await Phone.of(hub, ana, keys))).toBe('good');
});

it('a new phone takes the place of the old one, and waits for a card tap', async () => {
  const old = await Phone.of(hub, ana);
  hub.time.pass(MINUTE);
  const fresh = await Phone.of(hub, ana);
  expect(await judged(old)).toBe('unknown');
  expect(await judged(fresh)).toBe('unconfirmed');
  touchCard(hub, 'ana');
  expect(await judged(fresh)).toBe('good');
});

it('a new phone that nobody objects to is good a day later, without a word from the hub', async () => {
  await Phone.of(hub, ana);
  const fresh = await Phone.of(hub, ana);
  const told = hub.directory.manifestFor(hub.kiosk.number).documents.find(([id]) => id === 'passes');
  hub.time.pass(24 * HOUR);
  expect(hub.directory.manifestFor(hub.kiosk.number).documents).toContainEqual(told);
  expect(await judged(fresh)).toBe('good');
});

it('a phone that changes hands is the first owner’s no more', async () => {
  const phone = await Phone.of(hub, ana);
  const ben = { id: hub.campus.students.ben, number: 'S-2' };
  await Phone.of(hub, ben, phone.keys);
  expect(phonesTold(hub.kiosk).map(({ personId }) => personId)).toEqual([ben.id]);
  expect(await judged(phone)).toBe('unknown');
});

it('kiosks of other rooms are told nothing of it', async () => {
  const elsewhere = new TestKiosk(hub, hub.campus.otherRoom);
  const before = hub.directory.manifestFor(elsewhere.number);
  await Phone.of(hub, ana);
  expect(phonesTold(elsewhere)).toEqual([]);
  expect(hub.directory.manifestFor(elsewhere.number)).toEqual(before);
});

it('a student who teaches in the room shows passes there too', () => {
  const { db } = hub.parts;
  const publicKey = new Uint8Array(32).fill(5);
  const id = '01999c5e-5a00-7000-8000-000000000007' as DeviceId;
  bindDevice(db, { id, personId: hub.campus.mara, keyKind: 'ed25519', publicKey, at: hub.time.now });
  expect(phonesTold(hub.kiosk)).toMatchObject([{ personId: hub.campus.mara }]);
});
