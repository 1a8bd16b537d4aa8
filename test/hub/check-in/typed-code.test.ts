import { beforeEach, describe, expect, it } from 'vitest';
import type { Ticket } from '#contracts/hub-api/check-in.ts';
import { MINUTE } from '../support/manual-time.ts';
import { type CheckInHub, startCheckInHub } from './support/check-in-hub.ts';
import { Phone, refusalOf } from './support/phone.ts';

// The story: Ana's camera is broken, so she types the eight digits below the code.
describe('the eight digits below the code', () => {
  let hub: CheckInHub;
  let ana: Phone;

  beforeEach(async () => {
    hub = await startCheckInHub();
    ana = await Phone.of(hub, { id: hub.campus.students.ana, number: 'S-1' });
    hub.openClass();
  });

  it('check a student of the class in', async () => {
    const typed = await ana.type(hub.digitsShown());
    const ticket = typed.body as Ticket;
    expect(ticket.offer.class).toMatchObject({ courseTitle: 'Algorithms' });
    const answer = await ana.send(ticket, await ana.checkInBody(ticket));
    expect(answer.body).toMatchObject({ kind: 'recorded' });
  });

  it('may be written in two groups', async () => {
    const digits = hub.digitsShown();
    expect((await ana.type(`${digits.slice(0, 4)} ${digits.slice(4)}`)).status).toBe(200);
  });

  it('say nothing to somebody of another class', async () => {
    const sam = await Phone.of(hub, { id: hub.campus.stranger, number: 'S-9' });
    expect(refusalOf(await sam.type(hub.digitsShown())).code).toBe('code-wrong');
  });

  it('can be tried five times a minute by one person, right or wrong after that', async () => {
    const wrong = hub.digitsShown() === '00000000' ? '11111111' : '00000000';
    for (let i = 0; i < 5; i++) expect(refusalOf(await ana.type(wrong)).code).toBe('code-wrong');
    expect(refusalOf(await ana.type(hub.digitsShown()))).toEqual({ status: 429, code: 'too-many-requests' });
    const ben = await Phone.of(hub, { id: hub.campus.students.ben, number: 'S-2' });
    expect((await ben.type(hub.digitsShown())).status).toBe(200);
    hub.time.pass(MINUTE);
    expect((await ana.type(hub.digitsShown())).status).toBe(200);
  });

  it('are worth nothing without the phone’s signature, nor with one of another body, time or a second time', async () => {
    const path = '/api/v1/check-in/typed';
    const code = hub.digitsShown();
    expect(refusalOf(await ana.call('POST', path, { code })).code).toBe('device-unknown');
    const other = await ana.signedHeaders('POST', path, { code: '12345678' });
    expect(refusalOf(await ana.call('POST', path, { code }, other)).code).toBe('device-unknown');
    const old = await ana.signedHeaders('POST', path, { code }, hub.time.now - 2 * MINUTE);
    expect(refusalOf(await ana.call('POST', path, { code }, old)).code).toBe('request-stale');
    const once = await ana.signedHeaders('POST', path, { code });
    expect((await ana.call('POST', path, { code }, once)).status).toBe(200);
    expect(refusalOf(await ana.call('POST', path, { code }, once)).code).toBe('request-stale');
  });
});
