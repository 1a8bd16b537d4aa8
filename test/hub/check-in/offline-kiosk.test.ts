import { beforeEach, describe, expect, it } from 'vitest';
import type { Ticket } from '#contracts/hub-api/check-in.ts';
import type { OpeningNumber } from '#domain/ids.ts';
import { MINUTE } from '../support/manual-time.ts';
import { statusesOf } from '../support/test-assembly.ts';
import { type CheckInHub, FIRST_OPENING, startCheckInHub } from './support/check-in-hub.ts';
import { Phone } from './support/phone.ts';

// The story: the cable of the kiosk in B-204 is out. Mara opens her class all the same, the display shows codes, and phones
// have their own network. An hour later the cable is back.
describe('a check-in for an opening the hub has not heard of', () => {
  let hub: CheckInHub;
  let ana: Phone;

  beforeEach(async () => {
    hub = await startCheckInHub();
    ana = await Phone.of(hub, { id: hub.campus.students.ana, number: 'S-1' });
    hub.openClass({ pushes: false });
    hub.time.pass(2 * MINUTE);
  });

  it('shows the room before the tap, and no class', async () => {
    const { start } = await ana.open(hub.codeShown());
    const place = `${hub.kiosk.number}-${FIRST_OPENING}`;
    expect(start).toMatchObject({ kind: 'offer', offer: { place, room: 'B-204', class: null } });
  });

  it('is recorded at once, to be confirmed, and joins its class when the kiosk is back', async () => {
    const ticket = (await ana.scan(hub.codeShown())).body as Ticket;
    const body = await ana.checkInBody(ticket);
    const first = await ana.send(ticket, body);
    expect(first.body).toMatchObject({
      kind: 'provisional',
      because: 'opening-unknown',
      room: 'B-204',
      class: null,
    });
    hub.time.pass(60 * MINUTE);
    hub.kiosk.push();
    expect(statusesOf(hub.parts, hub.campus.friday.sessionId)[hub.campus.students.ana]).toBe('P');
    const repeated = await ana.send(ticket, body);
    expect(repeated.body).toMatchObject({
      kind: 'recorded',
      class: { courseTitle: 'Algorithms' },
      mark: { status: 'P', minutesLate: 2 },
    });
  });

  it('reaches the kiosk at once when it is back; an opening no phone waits for is no reason to call it', async () => {
    const called: number[] = [];
    hub.tell((_stored, concerned) => called.push(...concerned));
    hub.kiosk.beat();
    await ana.checkIn(hub.codeShown());
    hub.kiosk.push();
    expect(called).toEqual([hub.kiosk.number]);
    expect(hub.directory.feedHead(hub.kiosk.number)).toBeGreaterThan(0);
    called.splice(0);
    const { sessionId } = hub.campus.friday;
    const opening = {
      sessionId,
      number: 2 as OpeningNumber,
      by: null,
      method: 'policy',
      adHoc: null,
    } as const;
    hub.kiosk.append('opening-started', opening);
    hub.kiosk.push();
    expect(called).toEqual([]);
  });

  it('is one check-in however often the person scans meanwhile', async () => {
    const first = await ana.checkIn(hub.codeShown());
    hub.time.pass(MINUTE);
    const second = await ana.checkIn(hub.codeShown());
    expect(second.checkInId).toBe(first.checkInId);
  });

  it('tells who turns out not to be enrolled, as soon as that can be known', async () => {
    const sam = await Phone.of(hub, { id: hub.campus.stranger, number: 'S-9' });
    const ticket = (await sam.scan(hub.codeShown())).body as Ticket;
    const body = await sam.checkInBody(ticket);
    expect((await sam.send(ticket, body)).body).toMatchObject({ kind: 'provisional' });
    hub.kiosk.push();
    expect((await sam.send(ticket, body)).body).toMatchObject({ kind: 'not-enrolled' });
  });
});
