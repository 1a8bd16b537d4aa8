import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../support/manual-time.ts';
import { type CheckInHub, startCheckInHub } from './support/check-in-hub.ts';
import { newId, Phone, refusalOf } from './support/phone.ts';

const DAY = 24 * HOUR;

// The story: Ana's phone has no network in the cellar where B-204 is. She scans all the same; at noon the phone is back.
describe('a check-in that waited on the phone', () => {
  let hub: CheckInHub;
  let ana: Phone;

  beforeEach(async () => {
    hub = await startCheckInHub();
    hub.time.pass(-3 * DAY);
    ana = await Phone.of(hub, { id: hub.campus.students.ana, number: 'S-1' });
    hub.time.pass(3 * DAY + MINUTE);
    hub.kiosk.beat();
    hub.openClass();
  });

  it('is recorded at the time its code was shown, to be confirmed', async () => {
    const [code, scannedAt] = [hub.codeShown(), hub.time.now];
    hub.time.pass(3 * HOUR);
    const answer = await ana.sendKept(code, scannedAt);
    expect(answer.body).toMatchObject({
      kind: 'provisional',
      because: 'kept',
      at: scannedAt,
      mark: { status: 'P' },
    });
    const register = hub.parts.registers.register(hub.campus.friday.sessionId);
    expect(register?.counts).toMatchObject({ here: 1, provisional: 1 });
  });

  it('is one check-in however often it is sent', async () => {
    const [code, scannedAt, id] = [hub.codeShown(), hub.time.now, newId()];
    hub.time.pass(HOUR);
    const first = await ana.sendKept(code, scannedAt, id);
    const second = await ana.sendKept(code, scannedAt, id);
    expect(second.body).toEqual(first.body);
  });

  it('is not believed after a day, from the future, or at another time than its code’s', async () => {
    const [code, scannedAt] = [hub.codeShown(), hub.time.now];
    expect(refusalOf(await ana.sendKept(code, scannedAt + 2 * MINUTE)).code).toBe('kept-too-late');
    expect(refusalOf(await ana.sendKept(code, scannedAt - HOUR)).code).toBe('kept-too-late');
    hub.time.pass(DAY + MINUTE);
    expect(refusalOf(await ana.sendKept(code, scannedAt)).code).toBe('kept-too-late');
  });

  it('is not taken with a code that nobody of ours showed', async () => {
    const code = hub.codeShown();
    const forged = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;
    expect(refusalOf(await ana.sendKept(forged, hub.time.now)).code).toBe('code-wrong');
  });

  it('is not taken from a phone that is new', async () => {
    const ben = await Phone.of(hub, { id: hub.campus.students.ben, number: 'S-2' });
    expect(refusalOf(await ben.sendKept(hub.codeShown(), hub.time.now)).code).toBe('kept-not-allowed');
  });

  it('is taken three times a term, no more', async () => {
    const results: string[] = [];
    for (const opening of [1, 2, 3, 4]) {
      const answer = await ana.sendKept(hub.codeShown(opening as never), hub.time.now);
      results.push(answer.status === 200 ? 'taken' : refusalOf(answer).code);
    }
    expect(results).toEqual(['taken', 'taken', 'taken', 'kept-not-allowed']);
  });

  it('gives way to a scan with a network in the same class', async () => {
    await ana.sendKept(hub.codeShown(), hub.time.now);
    hub.time.pass(MINUTE);
    const answer = await ana.checkIn(hub.codeShown());
    expect(answer).toMatchObject({ kind: 'already-recorded', mark: { status: 'P' } });
    expect(hub.parts.registers.register(hub.campus.friday.sessionId)?.counts.provisional).toBe(0);
  });
});
