import { describe, expect, it } from 'vitest';
import type { OpeningNumber } from '#domain/ids.ts';
import { readRoomCode } from '#domain/room-code/room-code-text.ts';
import { verifyRoomCode } from '#domain/room-code/room-code-token.ts';
import { newEventId } from '#platform/ids.ts';
import {
  ALGEBRA_AT_9,
  at,
  CAMPUS,
  ENROLMENT,
  MEHTA,
  NOOR,
  OKAFOR,
  occurrence,
  PHYSICS_AT_10,
  TOMAS,
  WEBER,
} from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';

const { sessionId } = ALGEBRA_AT_9;

describe('the room’s day', () => {
  it('is shown with the next class large and each class’s standing', async () => {
    const rig = await KioskRig.start(at('7:00'));
    expect(rig.screen('ready')).toMatchObject({
      next: { courseCode: 'MA-201', teacher: 'Dr. A. Okafor', enrolled: 2 },
      canOpen: false,
      today: [{ state: 'next' }, { state: 'later' }],
      common: {
        room: 'B-204',
        institution: 'Example University',
        timeZone: 'Europe/Berlin',
        clockUncertain: false,
      },
    });
  });

  it('opens the doors ten minutes before the start by itself', async () => {
    const rig = await KioskRig.start(at('8:49'));
    expect(rig.screen('ready').canOpen).toBe(false);
    await rig.goTo(at('8:50'));
    expect(rig.screen('ready')).toMatchObject({
      canOpen: true,
      today: [{ state: 'now' }, { state: 'next' }],
    });
  });

  it('shows a class that nobody opened as not held, and goes on to the next', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.goTo(at('10:10'));
    expect(rig.screen('ready')).toMatchObject({
      today: [{ state: 'not-held' }, { state: 'now' }],
      next: { courseCode: 'PH-101' },
    });
  });

  it('shows a class that was called off', async () => {
    const called = { ...CAMPUS, occurrences: [occurrence(1, { cancelled: true }), PHYSICS_AT_10] };
    const rig = await KioskRig.start(at('8:55'), called);
    expect(rig.screen('ready')).toMatchObject({
      today: [{ state: 'cancelled' }, { state: 'next' }],
      next: { courseCode: 'PH-101' },
      canOpen: false,
    });
  });

  it('leaves yesterday’s classes out at midnight', async () => {
    const rig = await KioskRig.start(at('23:59:30'));
    expect(rig.screen('ready').today).toHaveLength(2);
    await rig.goTo(at('24:00:30'));
    expect(rig.screen('ready').today).toHaveLength(0);
  });
});

describe('an open class', () => {
  it('shows a code that the hub believes, changing on every step', async () => {
    const rig = await KioskRig.start(at('9:00:01'));
    await rig.tap(OKAFOR);
    const { code } = rig.screen('session');
    const read = readRoomCode(code?.text ?? '');
    if (!read.ok) throw new Error('no room code');
    const { codeSecret: secret, institutionId: tenant } = ENROLMENT;
    expect(verifyRoomCode({ secret, tenant, token: read.value.token })).toBe(true);
    expect(read.value).toMatchObject({ kiosk: 3, opening: rig.bodies('opening-started')[0]?.number });
    expect(code?.size).toBe(29);

    const codes = new Set([code?.text]);
    for (let step = 0; step < 4; step += 1) {
      await rig.wait(5_000);
      codes.add(rig.screen('session').code?.text);
    }
    expect(codes.size).toBe(5);
  });

  it('is the same after the machine was switched off and on: code, counts and all', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.tap(NOOR);
    const { code, counts, arrivals, closesAt } = rig.screen('session');
    await rig.restart();
    expect(rig.screen('session')).toMatchObject({ code, counts, arrivals, closesAt });
    expect(rig.bodies('opening-started')).toHaveLength(1);
    await rig.tap(TOMAS);
    expect(rig.screen('session').counts.here).toBe(2);
  });

  it('never shows an old opening’s number again, for another class or after a restart', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.restart();
    await rig.goTo(at('10:00'));
    await rig.tap(WEBER);
    const numbers = rig.bodies('opening-started').map(({ number }) => number);
    expect(new Set(numbers).size).toBe(2);
    expect(rig.screen('session').class.courseCode).toBe('PH-101');
  });

  it('closes by itself ten minutes after its end, shows how it went, and makes room', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(MEHTA);
    await rig.tap(NOOR);
    await rig.goTo(at('10:09:59'));
    expect(rig.state().name).toBe('session');
    await rig.goTo(at('10:10'));
    expect(rig.screen('summary')).toMatchObject({
      counts: { here: 1 },
      closedAt: at('10:10'),
      undoUntil: null,
    });
    await rig.goTo(at('10:11'));
    expect(rig.screen('ready').today[0]).toMatchObject({ state: 'done', here: 1 });
    expect(rig.ledger().map(({ type }) => type)).not.toContain('session-ended');
  });

  it('can be ended by hand, and the end taken back within a minute', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.goTo(at('9:30'));
    await rig.press({ type: 'open-controls' });
    await rig.tap(OKAFOR);
    await rig.press({ type: 'end-session' });
    expect(rig.screen('summary')).toMatchObject({ closedAt: at('9:30'), undoUntil: at('9:31') });
    await rig.goTo(at('9:30:59'));
    await rig.press({ type: 'resume-session' });
    expect(rig.screen('session').closesAt).toBe(at('10:10'));
    const end = rig.ledger().find(({ type }) => type === 'session-ended');
    expect(rig.bodies('session-extended')).toMatchObject([{ supersedes: end?.id, closesAt: at('10:10') }]);
  });

  it('stays ended when nobody took the end back in time', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.press({ type: 'open-controls' });
    await rig.press({ type: 'end-session' });
    await rig.goTo(at('9:01'));
    expect(rig.state().name).toBe('ready');
    await rig.press({ type: 'resume-session' });
    expect(rig.refusals).toHaveLength(1);
    expect(rig.state().name).toBe('ready');
  });

  it('leaves the screen from its summary when somebody says so', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.press({ type: 'open-controls' });
    await rig.press({ type: 'end-session' });
    await rig.press({ type: 'close-summary' });
    expect(rig.state().name).toBe('ready');
  });

  it('can be extended, again and again, and goes back to the extended close after an end was taken back', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.press({ type: 'open-controls' });
    await rig.press({ type: 'extend', minutes: 10 });
    await rig.press({ type: 'extend', minutes: 5 });
    expect(rig.screen('session').closesAt).toBe(at('10:25'));
    await rig.press({ type: 'end-session' });
    await rig.press({ type: 'resume-session' });
    expect(rig.screen('session').closesAt).toBe(at('10:25'));
    const events = rig.ledger();
    const extensions = events.filter(({ type }) => type === 'session-extended');
    expect(extensions[1]?.body).toMatchObject({ supersedes: extensions[0]?.id });
  });

  it('hides its code and shows it again, over a restart too', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.press({ type: 'open-controls' });
    await rig.press({ type: 'show-code', shown: false });
    expect(rig.screen('session').code).toBeNull();
    await rig.restart();
    expect(rig.screen('session').code).toBeNull();
    await rig.press({ type: 'open-controls' });
    await rig.press({ type: 'show-code', shown: true });
    expect(rig.screen('session').code).not.toBeNull();
  });

  it('can be marked by hand from the list, and the mark taken back', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.press({ type: 'open-controls' });
    await rig.press({ type: 'mark', personId: NOOR.id, status: 'E' });
    const controls = () => rig.screen('session').controls;
    expect(controls()).toMatchObject({
      kind: 'open',
      by: 'Dr. A. Okafor',
      roster: [
        { name: 'Noor Haddad', studentNumber: 'S1', status: 'E', byHand: true },
        { name: 'Tomás Villanueva', status: '?', byHand: false },
      ],
    });
    expect(rig.screen('session').counts).toMatchObject({ excused: 1, notYet: 1 });
    await rig.press({ type: 'mark', personId: NOOR.id, status: 'derived' });
    expect(rig.screen('session').counts).toMatchObject({ excused: 0, notYet: 2 });
    const first = rig.ledger().find(({ type }) => type === 'mark-set');
    expect(rig.bodies('mark-set')[1]).toMatchObject({ by: OKAFOR.id, supersedes: first?.id });
  });

  it('takes no mark for somebody who is not in it', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.press({ type: 'open-controls' });
    await rig.press({ type: 'mark', personId: WEBER.id, status: 'P' });
    expect(rig.refusals).toEqual(['This person is not in this class.']);
    expect(rig.bodies('mark-set')).toHaveLength(0);
  });

  it('lets nobody use its controls who has not opened them', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    for (const command of [
      { type: 'extend', minutes: 10 },
      { type: 'end-session' },
      { type: 'show-code', shown: false },
      { type: 'mark', personId: NOOR.id, status: 'P' },
    ] as const) {
      await rig.press(command);
    }
    expect(rig.refusals).toHaveLength(4);
    expect(rig.screen('session').code).not.toBeNull();
    expect(rig.ledger().map(({ type }) => type)).not.toContain('session-ended');
  });
});

describe('a class opened elsewhere', () => {
  it('is joined here with an opening of this kiosk’s own', async () => {
    const rig = await KioskRig.start(at('9:00'));
    rig.hubRecords('opening-started', {
      sessionId,
      number: 77 as OpeningNumber,
      by: OKAFOR.id,
      method: 'console',
      adHoc: null,
    });
    const read = readRoomCode(rig.screen('session').code?.text ?? '');
    expect(read).toMatchObject({ ok: true, value: { kiosk: 3 } });
    expect(rig.bodies('opening-started')).toMatchObject([{ sessionId, by: OKAFOR.id, method: 'console' }]);
    await rig.wait(60_000);
    expect(rig.bodies('opening-started')).toHaveLength(1);
  });

  it('is joined even when only the console knows that there is one', async () => {
    const rig = await KioskRig.start(at('13:00'));
    const adHoc = occurrence(9, { startsAt: at('13:00'), endsAt: at('14:00'), adHoc: true });
    rig.hubRecords('opening-started', {
      sessionId: adHoc.sessionId,
      number: 78 as OpeningNumber,
      by: OKAFOR.id,
      method: 'console',
      adHoc,
    });
    expect(rig.screen('session').class).toMatchObject({ sessionId: adHoc.sessionId, enrolled: 2 });
    await rig.tap(NOOR);
    expect(rig.screen('session').answer).toMatchObject({ kind: 'present' });
  });

  it('counts the phones that the hub has checked in', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    const [opening] = rig.bodies('opening-started');
    const checkIn = {
      checkInId: newEventId(),
      personId: NOOR.id,
      deviceId: '00000000-0000-4000-8000-000000000999' as never,
      scannedAt: at('9:00'),
      via: 'code',
      signed: '',
      signature: '',
      provisional: false,
      flags: [],
    } as const;
    const number = opening?.number as OpeningNumber;
    rig.hubRecords('phone-check-in', {
      ...checkIn,
      flags: [],
      sessionId: null,
      opening: { kiosk: ENROLMENT.kiosk, number },
    });
    expect(rig.screen('session')).toMatchObject({
      counts: { here: 1 },
      arrivals: [{ name: 'Noor Haddad', method: 'phone' }],
    });
  });

  it('ends here when the console ends it', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.goTo(at('9:20'));
    rig.hubRecords('session-ended', { sessionId, by: MEHTA.id, supersedes: null });
    expect(rig.screen('summary').closedAt).toBe(at('9:20'));
  });
});

describe('the hub’s state on every screen', () => {
  it('is told with what waits to be sent, and since when', async () => {
    const rig = await KioskRig.start(at('9:00'));
    expect(rig.screen('ready').common.hub).toMatchObject({ state: 'offline', since: at('9:00') });
    await rig.goTo(at('9:01'));
    rig.hubIs('online');
    await rig.goTo(at('9:02'));
    rig.hubIs('online');
    const backlog = rig.ledger().length;
    expect(rig.screen('ready').common.hub).toMatchObject({ state: 'online', since: at('9:01'), backlog });
  });
});
