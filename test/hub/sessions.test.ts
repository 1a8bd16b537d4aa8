import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Register, Session, SessionCode, Sessions } from '#contracts/hub-api/sessions.ts';
import { readRoomCode } from '#domain/room-code/room-code-text.ts';
import { verifyRoomCode } from '#domain/room-code/room-code-token.ts';
import { secretsOf } from '../../src/hub/server/store/kiosk-store.ts';
import { FRIDAY_9, HOUR, MINUTE } from './support/manual-time.ts';
import { addTestCampus, type TestCampus } from './support/test-campus.ts';
import {
  type Answer,
  type Browser,
  signedInAdmin,
  signedInFaculty,
  startTestHub,
  type TestHub,
} from './support/test-hub.ts';

describe('a teacher runs a class from the console', () => {
  let test: TestHub;
  let campus: TestCampus;
  let mara: Browser;

  beforeEach(async () => {
    test = await startTestHub();
    campus = addTestCampus(test.hub.parts);
    mara = await signedInFaculty(test.hub, campus.mara);
  });
  afterEach(async () => await test.stop());

  const path = (rest = '') => `/api/v1/sessions/${campus.friday.sessionId}${rest}`;
  const sessionOf = ({ body }: Answer) => (body as { session: Session }).session;
  const register = async () => (await mara.get(path('/register'))).body as Register;
  const open = async () =>
    await mara.post('/api/v1/sessions/live', { kind: 'scheduled', sessionId: campus.friday.sessionId });
  const mark = async (marks: unknown[]) => await mara.post(path('/attendance'), { marks });
  const present = (personId: string, note: string | null = null) => ({
    personId,
    status: 'P',
    reason: 'forgot-card',
    note,
  });

  it('sees today’s classes with their state', async () => {
    const { body } = await mara.get('/api/v1/sessions');
    const { date, sessions } = body as Sessions;
    expect(date).toBe('2026-11-20');
    expect(sessions).toMatchObject([
      {
        courseCode: 'CS101',
        room: 'B-204',
        state: 'ARMED',
        teachers: [{ name: 'Mara Novak' }],
        stats: { enrolled: 3, here: 0, notYet: 3 },
        mine: true,
      },
    ]);
  });

  it('sees another day’s when asked', async () => {
    const { sessions } = (await mara.get('/api/v1/sessions?date=2026-11-27')).body as Sessions;
    expect(sessions).toMatchObject([{ state: 'SCHEDULED', startsAt: FRIDAY_9 + 7 * 24 * HOUR }]);
    expect((await mara.get('/api/v1/sessions?date=yesterday')).status).toBe(400);
  });

  it('does not see the classes of others', async () => {
    const otto = await signedInFaculty(test.hub, campus.otto, 'otto');
    expect(((await otto.get('/api/v1/sessions')).body as Sessions).sessions).toEqual([]);
    expect((await otto.get(path('/register'))).body).toMatchObject({ error: { code: 'forbidden' } });
    expect((await otto.post(path('/attendance'), { marks: [present(campus.students.ana)] })).status).toBe(
      403,
    );
  });

  it('opens it, and opening it again opens nothing more', async () => {
    expect(sessionOf(await open())).toMatchObject({ state: 'OPEN', openedAt: FRIDAY_9 });
    await open();
    const openings = test.hub.parts.registers.register(campus.friday.sessionId)?.standing.openings;
    expect(openings).toHaveLength(1);
    expect(openings?.[0]).toMatchObject({ kiosk: 0, number: 1, by: campus.mara, method: 'console' });
  });

  it('cannot open it before its doors do', async () => {
    const next = '/api/v1/sessions?date=2026-11-27';
    const [session] = ((await mara.get(next)).body as Sessions).sessions;
    const answer = await mara.post('/api/v1/sessions/live', {
      kind: 'scheduled',
      sessionId: session?.sessionId,
    });
    expect(answer.body).toMatchObject({ error: { code: 'doors-not-open' } });
  });

  it('marks by hand, and the register says who did it and why', async () => {
    await open();
    test.time.pass(12 * MINUTE);
    const { status, body } = await mark([present(campus.students.ben, 'Left the card at home')]);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      lines: [{ name: 'Ben Okafor', status: 'P', flags: ['manual'], note: 'Left the card at home' }],
      stats: { here: 1, present: 1, notYet: 2 },
    });
    const { lines } = await register();
    expect(lines.map(({ name, status }) => [name, status])).toEqual([
      ['Ana Álvarez', '?'],
      ['Chen Li', '?'],
      ['Ben Okafor', 'P'],
    ]);
    expect(lines[2]?.explanation).toBe('Present: set by hand at 09:12 by Mara Novak; forgot the card');
  });

  it('changes its mind: the later mark replaces the earlier one without a conflict', async () => {
    await open();
    await mark([present(campus.students.ben)]);
    test.time.pass(MINUTE);
    await mark([{ ...present(campus.students.ben), status: 'E', reason: 'excused' }]);
    test.time.pass(MINUTE);
    const { body } = await mark([{ ...present(campus.students.ben), status: 'derived', reason: 'mistake' }]);
    expect(body).toMatchObject({ lines: [{ status: '?', flags: [] }] });
  });

  it('marks several at once or none: one who is not enrolled spoils the whole lot', async () => {
    await open();
    const answer = await mark([present(campus.students.ana), present(campus.stranger)]);
    expect(answer.body).toMatchObject({ error: { code: 'not-enrolled' } });
    expect((await register()).session.stats.here).toBe(0);
  });

  it('keeps what was noted out of the ledger', async () => {
    await open();
    await mark([present(campus.students.ana, 'same words'), present(campus.students.ben, 'same words')]);
    const texts = test.hub.parts.db.sqlite.prepare('select text from events').pluck().all().join('\n');
    expect(texts).not.toContain('same words');
    expect((await register()).lines.filter(({ note }) => note === 'same words')).toHaveLength(2);
  });

  it('extends, ends, and takes the end back', async () => {
    await open();
    const closesAt = campus.friday.endsAt + 10 * MINUTE;
    expect(sessionOf(await mara.post(path('/extend'), { minutes: 15 })).closesAt).toBe(
      closesAt + 15 * MINUTE,
    );
    test.time.pass(HOUR);
    const ended = sessionOf(await mara.post(path('/end')));
    expect(ended).toMatchObject({ state: 'CLOSED', ended: true, closesAt: test.time.now });
    test.time.pass(MINUTE);
    const resumed = sessionOf(await mara.post(path('/extend'), { minutes: 30 }));
    expect(resumed).toMatchObject({ state: 'OPEN', ended: false, closesAt: test.time.now + 30 * MINUTE });
  });

  it('cannot end what is not open', async () => {
    expect((await mara.post(path('/end'))).body).toMatchObject({ error: { code: 'session-not-open' } });
  });

  it('cancels a class, and opens it all the same when it turns out to be held', async () => {
    expect(sessionOf(await mara.post(path('/cancel'))).state).toBe('CANCELLED');
    expect((await mark([present(campus.students.ana)])).body).toMatchObject({
      error: { code: 'session-cancelled' },
    });
    test.time.pass(MINUTE);
    expect(sessionOf(await open()).state).toBe('OPEN');
  });

  it('holds a class that is in no timetable, in a room of its choice', async () => {
    const asked = { kind: 'ad-hoc', sectionId: campus.section, roomId: campus.otherRoom, minutes: 45 };
    const session = sessionOf(await mara.post('/api/v1/sessions/live', asked));
    expect(session).toMatchObject({
      adHoc: true,
      room: 'C-110',
      state: 'OPEN',
      endsAt: FRIDAY_9 + 45 * MINUTE,
    });
    expect(((await mara.get('/api/v1/sessions')).body as Sessions).sessions).toHaveLength(2);
  });

  it('holds none for a section somebody else teaches', async () => {
    const otto = await signedInFaculty(test.hub, campus.otto, 'otto');
    const asked = { kind: 'ad-hoc', sectionId: campus.section, roomId: campus.room, minutes: 45 };
    expect((await otto.post('/api/v1/sessions/live', asked)).status).toBe(403);
  });

  it('projects a room code that this hub recognises', async () => {
    await open();
    const code = (await mara.get(path('/code'))).body as SessionCode;
    expect(code.until - code.from).toBe(5_000);
    const read = readRoomCode(code.text);
    const [current] = secretsOf(test.hub.parts.db, 0 as never);
    if (!read.ok || current === undefined) throw new Error('no room code');
    const { token, kiosk, opening } = read.value;
    expect([kiosk, opening]).toEqual([0, 1]);
    expect(verifyRoomCode({ secret: current.secret, tenant: test.hub.parts.institutionId, token })).toBe(
      true,
    );
  });

  it('has no code to project before the class is open', async () => {
    expect((await mara.get(path('/code'))).body).toMatchObject({ error: { code: 'session-not-open' } });
  });

  it('exports the register as a file that a spreadsheet reads and cannot be tricked by', async () => {
    await open();
    await mark([present(campus.students.ana, '=cmd|"x"'), present(campus.students.ben)]);
    const { headers, body } = await mara.get(path('/register.csv'));
    expect(headers.get('content-disposition')).toBe('attachment; filename="CS101-A-2026-11-20.csv"');
    const rows = String(body).replace('\uFEFF', '').trimEnd().split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[0]).toBe('studentNumber,name,status,arrivedAt,method,flags,note,explanation');
    expect(rows[1]).toContain(`S-1,Ana Álvarez,P,`);
    expect(rows[1]).toContain(`"'=cmd|""x"""`);
  });

  it('knows nothing of a session that is not there', async () => {
    const nowhere = '/api/v1/sessions/00000000-0000-7000-8000-000000000000';
    expect((await mara.get(`${nowhere}/register`)).body).toMatchObject({
      error: { code: 'session-not-found' },
    });
    expect((await mara.get('/api/v1/sessions/nonsense/register')).body).toMatchObject({
      error: { code: 'invalid-request' },
    });
  });

  it('shows an administrator every class, and lets them mark', async () => {
    const admin = await signedInAdmin(test.hub);
    expect(((await admin.get('/api/v1/sessions')).body as Sessions).sessions).toHaveLength(1);
    const answer = await admin.post(path('/attendance'), { marks: [present(campus.students.chen)] });
    expect(answer.body).toMatchObject({ lines: [{ name: 'Chen Li', status: 'P' }] });
  });

  it('is the same register after the hub was started again', async () => {
    await open();
    await mark([present(campus.students.ana)]);
    const before = await register();
    await test.hub.close();
    test.time.pass(MINUTE);
    const { folder, time } = test;
    test = await startTestHub({}, { folder, time });
    const again = (await signedInAdmin(test.hub)).get(path('/register'));
    const after = (await again).body as Register;
    expect(after.lines).toEqual(before.lines);
    expect(after.session.stats.revision).toBeGreaterThan(before.session.stats.revision);
  });
});
