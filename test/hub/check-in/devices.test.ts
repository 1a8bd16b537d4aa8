import { beforeEach, describe, expect, it } from 'vitest';
import { issueSignInCode } from '../../../src/hub/server/people/person-secrets.ts';
import { makeDeviceKeys } from '../../../src/student/check-in/device-signer.ts';
import { HOUR, MINUTE } from '../support/manual-time.ts';
import { addOtherClass } from './support/add-class.ts';
import { type CheckInHub, startCheckInHub } from './support/check-in-hub.ts';
import { Phone, refusalOf } from './support/phone.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

// The story: the office gives Ana a code on paper. She types it into her phone, once and for all.
describe('signing a phone in', () => {
  let hub: CheckInHub;
  let phone: Phone;
  let code: string;
  const messageOf = ({ body }: { readonly body: unknown }) =>
    (body as { error: { message: string } }).error.message;

  beforeEach(async () => {
    hub = await startCheckInHub();
    phone = await Phone.new(hub);
    code = issueSignInCode(hub.parts, hub.campus.students.ana, 60).code;
  });

  it('needs the student number and a code, and then it is that student’s', async () => {
    const bound = await phone.signIn('S-1', code);
    expect(bound).toMatchObject({ person: { name: 'Ana Álvarez', studentNumber: 'S-1' }, confirmed: true });
    expect((await phone.me()).body).toMatchObject({ person: { name: 'Ana Álvarez' } });
  });

  it('takes the code in small letters and without its dash', async () => {
    expect((await phone.trySignIn('S-1', code.replace('-', '').toLowerCase())).status).toBe(200);
  });

  it('works with P-256 where a browser has no Ed25519', async () => {
    const keys = await crypto.subtle.generateKey(P256, false, ['sign', 'verify']);
    const old = await Phone.new(hub, keys);
    await old.signIn('S-1', code);
    expect((await old.me()).status).toBe(200);
    hub.openClass();
    expect((await old.checkIn(hub.codeShown())).kind).toBe('recorded');
  });

  it('tells used, expired and wrong codes apart to whoever knows whose they are', async () => {
    await phone.signIn('S-1', code);
    const another = await Phone.new(hub);
    expect(refusalOf(await another.trySignIn('S-1', code))).toEqual({ status: 410, code: 'code-used' });
    const late = issueSignInCode(hub.parts, hub.campus.students.ana, 60).code;
    hub.time.pass(HOUR);
    expect(refusalOf(await another.trySignIn('S-1', late))).toEqual({ status: 410, code: 'code-expired' });
    expect(refusalOf(await another.trySignIn('S-1', 'AAAA-AAAA'))).toEqual({
      status: 410,
      code: 'code-wrong',
    });
  });

  it('never tells which student numbers exist', async () => {
    const known = await phone.trySignIn('S-2', code);
    const unknown = await phone.trySignIn('S-404', code);
    const neither = await phone.trySignIn('S-405', 'AAAA-AAAA');
    expect([known, unknown, neither].map(refusalOf)).toEqual(
      Array(3).fill({ status: 410, code: 'code-wrong' }),
    );
    expect(new Set([known, unknown, neither].map(messageOf)).size).toBe(1);
    expect((await phone.trySignIn('S-1', code)).status).toBe(200);
  });

  it('is slowed down for one student number after ten failures, and not for others', async () => {
    for (let i = 0; i < 10; i++) await phone.trySignIn('S-1', 'AAAA-AAAA');
    expect(refusalOf(await phone.trySignIn('S-1', code)).code).toBe('too-many-requests');
    const ben = issueSignInCode(hub.parts, hub.campus.students.ben, 60).code;
    expect((await phone.trySignIn('S-2', ben)).status).toBe(200);
    hub.time.pass(5 * MINUTE);
    expect((await phone.trySignIn('S-1', code)).status).toBe(200);
  });

  it('is refused to a key that the phone does not hold, and the code stays good', async () => {
    const stolen = await phone.trySignIn('S-1', code, await makeDeviceKeys());
    expect(refusalOf(stolen).code).toBe('invalid-request');
    expect((await phone.trySignIn('S-1', code)).status).toBe(200);
  });
});

describe('a student’s own page', () => {
  it('shows today’s classes and where they stand, to their phone alone', async () => {
    const hub = await startCheckInHub();
    addOtherClass(hub, hub.campus.students.ana);
    const ana = await Phone.of(hub, { id: hub.campus.students.ana, number: 'S-1' });
    hub.openClass();
    await ana.checkIn(hub.codeShown());
    expect((await ana.me()).body).toMatchObject({
      hub: { institution: 'Test University', timeZone: 'Europe/Prague' },
      today: [
        { class: { courseTitle: 'Algorithms' }, state: 'open', status: 'P', provisional: false },
        { class: { courseTitle: 'Statistics', room: 'C-110' }, state: 'later', status: '?' },
      ],
      sections: [
        {
          courseTitle: 'Algorithms',
          teacher: 'Mara Novak',
          standing: { neededPercent: 75, verdict: 'too-early' },
        },
        { courseTitle: 'Statistics', teacher: null },
      ],
    });
    const nobody = await Phone.new(hub);
    expect(refusalOf(await nobody.me())).toEqual({ status: 401, code: 'device-unknown' });
    expect(refusalOf(await nobody.call('GET', '/api/v1/me'))).toEqual({
      status: 401,
      code: 'device-unknown',
    });
  });
});
