import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EnrolmentCode, EnrolResponse, Kiosks } from '#contracts/hub-api/kiosks.ts';
import { EnrolResponseSchema } from '#contracts/hub-api/kiosks.ts';
import { MINUTE } from './support/manual-time.ts';
import { addTestCampus, type TestCampus } from './support/test-campus.ts';
import { type Answer, type Browser, signedInAdmin, startTestHub, type TestHub } from './support/test-hub.ts';

const PUBLIC_KEY = Buffer.alloc(32, 7).toString('base64url');

describe('making a machine a kiosk', () => {
  let test: TestHub;
  let campus: TestCampus;
  let admin: Browser;

  beforeEach(async () => {
    test = await startTestHub();
    campus = addTestCampus(test.hub.parts);
    admin = await signedInAdmin(test.hub);
  });
  afterEach(async () => await test.stop());

  const newCode = async (): Promise<string> => {
    const { body } = await admin.post('/api/v1/kiosks/enrolment-codes', {
      roomId: campus.room,
      name: 'Door',
    });
    return (body as EnrolmentCode).code;
  };
  // As the kiosk does: no browser, no cookie, no Origin.
  const enrol = async (code: string): Promise<Answer> => {
    const answer = await fetch(`${test.hub.url}/api/v1/kiosks/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, publicKey: PUBLIC_KEY }),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };

  it('gives a number and the institution’s keys for a code, however it is typed', async () => {
    const code = await newCode();
    const { status, body } = await enrol(` ${code.toLowerCase().replace('-', ' ')} `);
    expect(status).toBe(200);
    const enrolled = EnrolResponseSchema.parse(body);
    expect(enrolled.kiosk).toBe(1);
    expect(enrolled.syncUrl).toBe(`${test.hub.url.replace('http', 'ws')}/api/v1/kiosk-sync`);
    expect(Buffer.from(enrolled.cardKey, 'base64url')).toEqual(Buffer.from(test.hub.parts.keys.cardKey));
  });

  it('lists it with its room and what it last said', async () => {
    await enrol(await newCode());
    const { kiosks } = (await admin.get('/api/v1/kiosks')).body as Kiosks;
    expect(kiosks).toMatchObject([
      {
        number: 1,
        name: 'Door',
        room: 'B-204',
        online: false,
        lastContactAt: null,
        backlog: 0,
        revokedAt: null,
      },
    ]);
  });

  it('takes a code once', async () => {
    const code = await newCode();
    await enrol(code);
    expect((await enrol(code)).body).toMatchObject({ error: { code: 'code-used' } });
  });

  it('takes no code that is older than ten minutes', async () => {
    const code = await newCode();
    test.time.pass(10 * MINUTE);
    const { status, body } = await enrol(code);
    expect(status).toBe(410);
    expect(body).toMatchObject({ error: { code: 'code-expired' } });
  });

  it('says so when a code is simply wrong, and stops listening to guesses', async () => {
    expect((await enrol('AAAA-AAAA')).body).toMatchObject({ error: { code: 'code-wrong' } });
    const statuses = await Promise.all(
      Array.from({ length: 30 }, async (_, i) => (await enrol(`AAAA-AA${i}`)).status),
    );
    expect(statuses).toContain(429);
  });

  it('never gives a number twice, also not that of a kiosk that was shut out', async () => {
    const first = (await enrol(await newCode())).body as EnrolResponse;
    const revoked = await admin.post(`/api/v1/kiosks/${first.kiosk}/revoke`);
    expect(revoked.body).toMatchObject({ number: 1, revokedAt: test.time.now });
    expect(((await enrol(await newCode())).body as EnrolResponse).kiosk).toBe(2);
  });

  it('gives every kiosk its own secret for codes, and all the same card key', async () => {
    const one = (await enrol(await newCode())).body as EnrolResponse;
    const two = (await enrol(await newCode())).body as EnrolResponse;
    expect(one.codeSecret).not.toBe(two.codeSecret);
    expect(one.cardKey).toBe(two.cardKey);
  });

  it('keeps the code itself nowhere in the database', async () => {
    const code = await newCode();
    const rows = test.hub.parts.db.sqlite.prepare('select * from enrolment_codes').all();
    expect(JSON.stringify(rows)).not.toContain(code.slice(0, 4));
  });

  it('makes no code for a room that is not there', async () => {
    const body = { roomId: '00000000-0000-7000-8000-000000000000', name: 'Door' };
    expect((await admin.post('/api/v1/kiosks/enrolment-codes', body)).body).toMatchObject({
      error: { code: 'room-not-found' },
    });
  });
});
