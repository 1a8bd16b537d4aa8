import { beforeEach, describe, expect, it } from 'vitest';
import type { Ticket } from '#contracts/hub-api/check-in.ts';
import { CheckInAnswerSchema } from '#contracts/hub-api/check-in-answer.ts';
import { HOUR, MINUTE } from '../support/manual-time.ts';
import { statusesOf } from '../support/test-assembly.ts';
import { addOtherClass } from './support/add-class.ts';
import { addEnrolment } from './support/add-enrolment.ts';
import { type CheckInHub, startCheckInHub } from './support/check-in-hub.ts';
import { newId, Phone, refusalOf } from './support/phone.ts';
import { touchCard } from './support/touch.ts';

const SECOND = 1_000;

/** How many check-ins by phone stand in the hub's ledger. */
function recorded({ parts }: CheckInHub): number {
  const count = parts.db.sqlite.prepare("select count(*) from events where type = 'phone-check-in'").pluck();
  return count.get() as number;
}

// The story: Mara opens Algorithms in B-204 at nine. Ana, enrolled, points her phone at the code on the display.
describe('a student checks in by the room code', () => {
  let hub: CheckInHub;
  let ana: Phone;
  let statusOf: (person: string) => string | undefined;

  beforeEach(async () => {
    hub = await startCheckInHub();
    ana = await Phone.of(hub, { id: hub.campus.students.ana, number: 'S-1' });
    statusOf = (person) => statusesOf(hub.parts, hub.campus.friday.sessionId)[person];
    hub.openClass();
    hub.time.pass(2 * MINUTE);
  });

  it('and is recorded, told how they stand, and in the register at once', async () => {
    const answer = await ana.checkIn(hub.codeShown());
    expect(answer).toMatchObject({
      kind: 'recorded',
      at: hub.time.now,
      class: { courseTitle: 'Algorithms', sectionName: 'A', room: 'B-204', teacher: 'Mara Novak' },
      mark: {
        status: 'P',
        method: 'phone',
        minutesLate: 2,
        lateFrom: hub.campus.friday.startsAt + 5 * MINUTE,
      },
      standing: { neededPercent: 75, toDate: null },
      receipt: { code: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/) },
    });
    expect(statusOf(hub.campus.students.ana)).toBe('P');
  });

  it('and is late after the grace, with the minutes since the start', async () => {
    hub.time.pass(10 * MINUTE + 40 * SECOND);
    hub.kiosk.beat();
    const answer = await ana.checkIn(hub.codeShown());
    expect(answer).toMatchObject({ kind: 'recorded', mark: { status: 'L', minutesLate: 12 } });
    expect('mark' in answer && answer.mark?.explanation).toMatch(
      /^Late: 09:12:40 is after 09:00 \+ 5 min grace; rule 1/,
    );
  });

  it('and after the cut-off is kept as evidence that does not count by itself', async () => {
    hub.time.pass(30 * MINUTE);
    hub.kiosk.beat();
    const answer = await ana.checkIn(hub.codeShown());
    expect(answer).toMatchObject({ kind: 'recorded', mark: { status: '?', method: 'phone' } });
    expect(recorded(hub)).toBe(1);
  });

  it('is judged by when the code arrived, however long the tap and the network take', async () => {
    hub.time.pass(2 * MINUTE + 59 * SECOND);
    hub.kiosk.beat();
    const { start } = await ana.open(hub.codeShown());
    hub.time.pass(55 * SECOND);
    const ticket = (await ana.tap(start)).body as Ticket;
    hub.time.pass(115 * SECOND);
    const { body } = await ana.send(ticket, await ana.checkInBody(ticket));
    expect(CheckInAnswerSchema.parse(body)).toMatchObject({
      kind: 'recorded',
      mark: { status: 'P', minutesLate: 4 },
    });
  });

  it('gives the same answer to a repeated request, and records nothing twice', async () => {
    const ticket = (await ana.scan(hub.codeShown())).body as Ticket;
    const body = await ana.checkInBody(ticket);
    const first = await ana.send(ticket, body);
    hub.time.pass(10 * MINUTE);
    const second = await ana.send(ticket, body);
    expect(second.body).toEqual(first.body);
    expect(recorded(hub)).toBe(1);
  });

  it('is told so when they scan again', async () => {
    const first = await ana.checkIn(hub.codeShown());
    hub.time.pass(5 * MINUTE);
    hub.kiosk.beat();
    const again = await ana.checkIn(hub.codeShown());
    expect(again).toMatchObject({ kind: 'already-recorded', checkInId: first.checkInId, at: first.at });
    expect(recorded(hub)).toBe(1);
  });

  it('is told so when their card was first', async () => {
    touchCard(hub, 'ana');
    hub.time.pass(MINUTE);
    const answer = await ana.checkIn(hub.codeShown());
    expect(answer).toMatchObject({ kind: 'already-recorded', mark: { status: 'P', method: 'card' } });
  });

  it('counts nobody else in: a person not enrolled is told where their class is, and kept until they are enrolled', async () => {
    const sam = await Phone.of(hub, { id: hub.campus.stranger, number: 'S-9' });
    const answer = await sam.checkIn(hub.codeShown());
    expect(answer).toMatchObject({
      kind: 'not-enrolled',
      class: { courseTitle: 'Algorithms' },
      elsewhere: null,
    });
    expect(hub.parts.registers.register(hub.campus.friday.sessionId)?.quarantine).toMatchObject([
      { reason: 'not-enrolled', personId: hub.campus.stranger },
    ]);
    addEnrolment(hub, hub.campus.stranger);
    expect(statusOf(hub.campus.stranger)).toBe('P');
  });

  it('is told that the class is closed, and the scan is kept', async () => {
    const { start } = await ana.open(hub.codeShown());
    const end = { sessionId: hub.campus.friday.sessionId, by: hub.campus.mara, supersedes: null };
    hub.kiosk.append('session-ended', end);
    hub.kiosk.push();
    hub.time.pass(5 * SECOND);
    expect(start.kind).toBe('offer');
    const answer = await ana.checkIn(hub.codeShown());
    expect(answer).toMatchObject({ kind: 'not-open', because: 'ended' });
    expect(recorded(hub)).toBe(1);
  });

  it('is told in which room their own class is', async () => {
    addOtherClass(hub, hub.campus.stranger);
    const sam = await Phone.of(hub, { id: hub.campus.stranger, number: 'S-9' });
    expect(await sam.checkIn(hub.codeShown())).toMatchObject({
      kind: 'not-enrolled',
      elsewhere: { courseTitle: 'Statistics', room: 'C-110' },
    });
  });
});

// The story: what a link preview, a friend far away, or somebody with the wrong tools tries.
describe('nobody is recorded', () => {
  let hub: CheckInHub;
  let ana: Phone;

  beforeEach(async () => {
    hub = await startCheckInHub();
    ana = await Phone.of(hub, { id: hub.campus.students.ana, number: 'S-1' });
    hub.openClass();
  });

  it('by the mere loading of the page: previews get neither ticket nor cookie', async () => {
    const page = await ana.open(hub.codeShown());
    expect(page.status).toBe(200);
    expect(page.start).toMatchObject({ kind: 'offer', offer: { class: { courseTitle: 'Algorithms' } } });
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(recorded(hub)).toBe(0);
  });

  it('by a code that has changed: the page says so and gives no stamp', async () => {
    const code = hub.codeShown(undefined, -2);
    const page = await ana.open(code);
    expect(page.status).toBe(410);
    expect(page.start).toMatchObject({ kind: 'refused', reason: 'expired' });
    expect(refusalOf(await ana.scan(code))).toEqual({ status: 410, code: 'code-expired' });
  });

  it('by a code that was tampered with, in whichever letters', async () => {
    const code = hub.codeShown();
    const changed = code.endsWith('A') ? `${code.slice(0, -1)}B` : `${code.slice(0, -1)}A`;
    expect((await ana.open(changed)).start).toMatchObject({ kind: 'refused', reason: 'wrong' });
    expect((await ana.open(changed.toLowerCase())).status).toBe(404);
    expect((await ana.open(code.toLowerCase())).status).toBe(200);
  });

  it('after so many wrong codes from one address, while good ones from there still pass', async () => {
    const wrong = `${new URL(hub.codeShown()).origin}/C/${'A'.repeat(32)}`;
    const statuses: number[] = [];
    for (let i = 0; i < 31; i++) statuses.push((await ana.open(wrong)).status);
    expect(statuses.slice(0, 30).every((status) => status === 404)).toBe(true);
    expect(statuses[30]).toBe(429);
    expect((await ana.open(hub.codeShown())).status).toBe(200);
  });

  it('does not count expired codes against an address', async () => {
    const old = hub.codeShown(undefined, -5);
    for (let i = 0; i < 40; i++) expect((await ana.open(old)).status).toBe(410);
  });

  it('by a stamp that is a minute old, changed, or meant for something else', async () => {
    const { start } = await ana.open(hub.codeShown());
    if (start.kind !== 'offer') throw new Error('no offer');
    expect(refusalOf(await ana.tap({ ...start, stamp: `A${start.stamp.slice(1)}` })).code).toBe(
      'ticket-invalid',
    );
    const { challenge } = (await ana.call('POST', '/api/v1/devices/challenge')).body as { challenge: string };
    expect(refusalOf(await ana.tap({ ...start, stamp: challenge })).code).toBe('ticket-invalid');
    hub.time.pass(61 * SECOND);
    expect(refusalOf(await ana.tap(start)).code).toBe('ticket-invalid');
  });

  it('by a ticket of two minutes ago, of another browser, or used before', async () => {
    const ticket = (await ana.scan(hub.codeShown())).body as Ticket;
    const ben = await Phone.of(hub, { id: hub.campus.students.ben, number: 'S-2' });
    expect(refusalOf(await ben.send(ticket, await ben.checkInBody(ticket))).code).toBe('ticket-invalid');
    hub.time.pass(121 * SECOND);
    expect(refusalOf(await ana.send(ticket, await ana.checkInBody(ticket))).code).toBe('ticket-invalid');
    expect(recorded(hub)).toBe(0);
  });

  it('twice by one ticket, also when the cookie is put back', async () => {
    const ticket = (await ana.scan(hub.codeShown())).body as Ticket;
    const cookie = ana.cookieHeader;
    await ana.send(ticket, await ana.checkInBody(ticket));
    expect(ana.hasTicket).toBe(false);
    const ben = await Phone.of(hub, { id: hub.campus.students.ben, number: 'S-2' });
    const path = `/api/v1/sessions/${ticket.offer.place}/attendance`;
    const again = await ben.call('POST', path, await ben.checkInBody(ticket), { cookie });
    expect(refusalOf(again).code).toBe('ticket-invalid');
    expect(recorded(hub)).toBe(1);
  });

  it('for another session than the ticket’s', async () => {
    const ticket = (await ana.scan(hub.codeShown())).body as Ticket;
    const elsewhere = { ...ticket, offer: { ...ticket.offer, place: '9-9' as Ticket['offer']['place'] } };
    expect(refusalOf(await ana.send(elsewhere, await ana.checkInBody(elsewhere))).code).toBe(
      'ticket-invalid',
    );
  });

  it('by a phone that did not sign, or signed something else', async () => {
    const ticket = (await ana.scan(hub.codeShown())).body as Ticket;
    const body = await ana.checkInBody(ticket);
    const other = await Phone.new(hub);
    other.deviceId = ana.deviceId;
    expect(refusalOf(await ana.send(ticket, await other.checkInBody(ticket))).code).toBe('device-unknown');
    expect(refusalOf(await ana.send(ticket, { ...body, checkInId: newId() })).code).toBe('device-unknown');
    expect(recorded(hub)).toBe(0);
  });

  it('from another web site', async () => {
    const ticket = (await ana.scan(hub.codeShown())).body as Ticket;
    const path = `/api/v1/sessions/${ticket.offer.place}/attendance`;
    const answer = await ana.call('POST', path, await ana.checkInBody(ticket), {
      origin: 'https://evil.example',
    });
    expect(refusalOf(answer)).toEqual({ status: 403, code: 'wrong-origin' });
  });

  it('by bodies that are not in the form, or too large', async () => {
    expect(refusalOf(await ana.call('POST', '/api/v1/check-in/scan', { text: 7 })).code).toBe(
      'invalid-request',
    );
    const large = { text: 'x'.repeat(10_000) };
    expect(refusalOf(await ana.call('POST', '/api/v1/check-in/scan', large)).code).toBe('too-large');
  });
});

// The story: phones change hands, are new, or move from the campus network to another.
describe('a phone that may be somebody else’s', () => {
  let hub: CheckInHub;

  beforeEach(async () => {
    hub = await startCheckInHub();
    hub.openClass();
  });

  const flagsOfLast = () => {
    const text = hub.parts.db.sqlite
      .prepare("select text from events where type = 'phone-check-in' order by seq desc limit 1")
      .pluck()
      .get() as string;
    return (JSON.parse(text) as { body: { flags: string[]; provisional: boolean } }).body;
  };

  it('records provisionally for the second person in a session, and nobody is refused', async () => {
    const { ana, ben } = hub.campus.students;
    const first = await Phone.of(hub, { id: ana, number: 'S-1' });
    expect((await first.checkIn(hub.codeShown())).kind).toBe('recorded');
    const second = await Phone.of(hub, { id: ben, number: 'S-2' }, first.keys);
    expect(await second.checkIn(hub.codeShown())).toMatchObject({
      kind: 'provisional',
      because: 'shared-device',
    });
    expect(flagsOfLast()).toMatchObject({ provisional: true, flags: ['new-device', 'shared-device'] });
  });

  it('takes the old one’s place, which is told so and records nothing more', async () => {
    const ana = { id: hub.campus.students.ana, number: 'S-1' };
    const old = await Phone.of(hub, ana);
    await Phone.of(hub, ana);
    const ticket = (await old.scan(hub.codeShown())).body as Ticket;
    expect(refusalOf(await old.send(ticket, await old.checkInBody(ticket))).code).toBe('device-replaced');
    expect(refusalOf(await old.me()).code).toBe('device-replaced');
  });

  it('records provisionally while it is new, until a card tap', async () => {
    const ana = { id: hub.campus.students.ana, number: 'S-1' };
    await Phone.of(hub, ana);
    const phone = await Phone.of(hub, ana);
    hub.time.pass(5 * SECOND);
    expect(await phone.checkIn(hub.codeShown())).toMatchObject({
      kind: 'provisional',
      because: 'new-device',
    });
    hub.time.pass(3 * MINUTE);
    touchCard(hub, 'ana');
    expect(await phone.checkIn(hub.codeShown())).toMatchObject({
      kind: 'already-recorded',
      mark: { status: 'P' },
    });
    expect((await phone.me()).body).toMatchObject({ device: { confirmed: true } });
  });

  it('counts like any other after a day', async () => {
    const ana = { id: hub.campus.students.ana, number: 'S-1' };
    await Phone.of(hub, ana);
    const phone = await Phone.of(hub, ana);
    expect((await phone.me()).body).toMatchObject({ device: { confirmed: false } });
    hub.time.pass(24 * HOUR);
    expect((await phone.me()).body).toMatchObject({ device: { confirmed: true } });
  });

  it('is noted when it changed its network between the code and the check-in', async () => {
    const phone = await Phone.of(hub, { id: hub.campus.students.ana, number: 'S-1' });
    const text = hub.codeShown();
    const headers = { host: new URL(hub.url).host, origin: hub.url };
    const scanned = await hub.inject({
      ...{
        method: 'POST',
        url: '/api/v1/check-in/scan',
        headers,
        payload: { text },
        remoteAddress: '10.1.2.3',
      },
    });
    const ticket = scanned.json<Ticket>();
    const cookies = Object.fromEntries(scanned.cookies.map(({ name, value }) => [name, value]));
    const answer = await hub.inject({
      ...{ method: 'POST', url: `/api/v1/sessions/${ticket.offer.place}/attendance`, headers, cookies },
      ...{ payload: await phone.checkInBody(ticket), remoteAddress: '85.1.2.3' },
    });
    expect(answer.json()).toMatchObject({ kind: 'recorded' });
    expect(flagsOfLast()).toMatchObject({ provisional: false, flags: ['network-changed'] });
  });
});
