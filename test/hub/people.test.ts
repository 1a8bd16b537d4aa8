import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { People, PersonDetail, SignInCode } from '#contracts/hub-api/people.ts';
import type { SectionOverview, Sections } from '#contracts/hub-api/statistics.ts';
import { MINUTE } from './support/manual-time.ts';
import { addTestCampus, CARDS, type TestCampus } from './support/test-campus.ts';
import {
  type Browser,
  signedInAdmin,
  signedInFaculty,
  startTestHub,
  type TestHub,
} from './support/test-hub.ts';

describe('people in the console', () => {
  let test: TestHub;
  let campus: TestCampus;
  let admin: Browser;
  let mara: Browser;

  beforeEach(async () => {
    test = await startTestHub();
    campus = addTestCampus(test.hub.parts);
    admin = await signedInAdmin(test.hub);
    mara = await signedInFaculty(test.hub, campus.mara);
  });
  afterEach(async () => await test.stop());

  const find = async (browser: Browser, search: string) =>
    ((await browser.get(`/api/v1/people?search=${encodeURIComponent(search)}`)).body as People).people.map(
      ({ name }) => name,
    );

  it('are found by a part of the name or by their number', async () => {
    expect(await find(admin, 'okaf')).toEqual(['Ben Okafor']);
    expect(await find(admin, 'S-9')).toEqual(['Sam Stranger']);
    expect(await find(admin, '%')).toHaveLength(7);
  });

  it('are found by their teacher only if they are in one of the teacher’s classes', async () => {
    expect(await find(mara, '')).toEqual(['Chen Li', 'Ben Okafor', 'Ana Álvarez']);
    expect((await mara.get(`/api/v1/people/${campus.stranger}`)).status).toBe(403);
    expect((await mara.get(`/api/v1/people/${campus.students.ana}`)).status).toBe(200);
  });

  it('are shown with their cards, but never with a card’s number', async () => {
    const detail = (await admin.get(`/api/v1/people/${campus.students.ana}`)).body as PersonDetail;
    expect(detail).toMatchObject({
      person: { name: 'Ana Álvarez', studentNumber: 'S-1', roles: ['student'] },
      cards: [{ lastDigits: '0A01' }],
      hasPin: false,
      mayHaveBadge: false,
      phone: null,
      sections: [{ courseCode: 'CS101', role: 'student', standing: { verdict: 'too-early' } }],
    });
    const rows = test.hub.parts.db.sqlite.prepare('select * from credentials').all();
    expect(JSON.stringify(rows)).not.toContain(CARDS.ana.slice(3));
  });

  it('get a card by the digits printed on it, and lose it again', async () => {
    const path = `/api/v1/people/${campus.students.chen}/cards`;
    const given = (await admin.post(path, { number: '0000002563' })).body as PersonDetail;
    expect(given.cards).toMatchObject([{ lastDigits: '0A03' }]);
    const taken = await admin.call('DELETE', `${path}/${given.cards[0]?.id}`);
    expect((taken.body as PersonDetail).cards).toEqual([]);
    expect((await admin.call('DELETE', `${path}/${given.cards[0]?.id}`)).status).toBe(404);
  });

  it('do not get a card that somebody has, or one that no reader tells apart', async () => {
    const path = `/api/v1/people/${campus.students.chen}/cards`;
    expect((await admin.post(path, { number: CARDS.ana })).body).toMatchObject({
      error: { code: 'card-in-use' },
    });
    const blank = await admin.post(path, { number: 'em:00000000' });
    expect(blank.body).toMatchObject({ error: { code: 'card-not-usable', message: /blank card/ } });
    expect((await admin.post(path, { number: 'hello' })).body).toMatchObject({
      error: { code: 'card-not-usable' },
    });
  });

  it('get a PIN if they teach, and not one that everybody would try', async () => {
    const path = `/api/v1/people/${campus.mara}/pin`;
    expect((await admin.call('PUT', path, { pin: '271828' })).status).toBe(204);
    expect((await admin.call('PUT', path, { pin: '111111' })).status).toBe(400);
    expect((await admin.call('PUT', path, { pin: '123456' })).status).toBe(400);
    expect((await admin.call('PUT', path, { pin: '12345' })).status).toBe(400);
    const student = `/api/v1/people/${campus.students.ana}/pin`;
    expect((await admin.call('PUT', student, { pin: '271828' })).status).toBe(400);
    expect((await admin.get(`/api/v1/people/${campus.mara}`)).body).toMatchObject({ hasPin: true });
    const rows = test.hub.parts.db.sqlite.prepare('select verifier from pins').pluck().all();
    expect(rows.join()).toMatch(/^\$argon2id\$/);
  });

  it('get a sign-in code for their phone from their teacher, for ten minutes to seven days', async () => {
    const path = `/api/v1/people/${campus.students.ana}/sign-in-codes`;
    const { code, expiresAt } = (await mara.post(path, { minutes: 60 })).body as SignInCode;
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    expect(expiresAt).toBe(test.time.now + 60 * MINUTE);
    expect((await mara.post(path, { minutes: 5 })).status).toBe(400);
    expect((await mara.post(path, { minutes: 8 * 24 * 60 })).status).toBe(400);
    expect((await mara.post(`/api/v1/people/${campus.stranger}/sign-in-codes`, {})).status).toBe(403);
    expect((await mara.post(`/api/v1/people/${campus.mara}/sign-in-codes`, {})).status).toBe(400);
  });

  it('have a note about them erased when they ask, while the mark stays', async () => {
    const { sessionId } = campus.friday;
    const { ana } = campus.students;
    const marks = [{ personId: ana, status: 'E', reason: 'excused', note: 'In hospital' }];
    await mara.post(`/api/v1/sessions/${sessionId}/attendance`, { marks });
    expect((await admin.call('DELETE', `/api/v1/sessions/${sessionId}/notes/${ana}`)).status).toBe(204);
    const { body } = await mara.get(`/api/v1/sessions/${sessionId}/register`);
    expect(body).toMatchObject({ lines: [{ name: 'Ana Álvarez', status: 'E', note: null }, {}, {}] });
    expect(JSON.stringify(test.hub.parts.db.sqlite.prepare('select * from mark_notes').all())).toBe('[]');
  });
});

describe('a section in the console', () => {
  it('shows everybody’s marks meeting by meeting, and where they stand', async () => {
    const test = await startTestHub();
    const campus = addTestCampus(test.hub.parts);
    const mara = await signedInFaculty(test.hub, campus.mara);
    const { sessionId } = campus.friday;
    await mara.post('/api/v1/sessions/live', { kind: 'scheduled', sessionId });
    const marks = [{ personId: campus.students.ana, status: 'P', reason: 'seen-in-class', note: null }];
    await mara.post(`/api/v1/sessions/${sessionId}/attendance`, { marks });
    const before = (await mara.get(`/api/v1/sections/${campus.section}`)).body as SectionOverview;
    expect(before.meetings.at(-1)).toMatchObject({ held: true, sealed: false, here: 1 });
    expect(before.students[0]?.standing.toDate).toBeNull();
    test.time.pass(101 * MINUTE);
    const { body } = await mara.get(`/api/v1/sections/${campus.section}`);
    const { meetings, students } = body as SectionOverview;
    // Seven Fridays before this one had no class; nobody held them, so nobody missed them.
    expect(meetings).toHaveLength(8);
    expect(meetings.filter(({ held }) => held)).toHaveLength(1);
    const standings = students.map(({ name, standing }) => [name, standing.toDate?.text, standing.counted]);
    expect(standings).toEqual([
      ['Ana Álvarez', '100.00', 1],
      ['Chen Li', '0.00', 1],
      ['Ben Okafor', '0.00', 1],
    ]);
    expect(students[0]?.marks.at(-1)).toBe('P');
    await test.stop();
  });

  it('is listed for those who teach it, and for nobody else who teaches', async () => {
    const test = await startTestHub();
    const campus = addTestCampus(test.hub.parts);
    const mara = await signedInFaculty(test.hub, campus.mara);
    const otto = await signedInFaculty(test.hub, campus.otto, 'otto');
    expect(((await mara.get('/api/v1/sections')).body as Sections).sections).toMatchObject([
      { courseCode: 'CS101', name: 'A', term: 'Autumn', teachers: [{ name: 'Mara Novak' }], students: 3 },
    ]);
    expect(((await otto.get('/api/v1/sections')).body as Sections).sections).toEqual([]);
    expect((await otto.get(`/api/v1/sections/${campus.section}`)).status).toBe(404);
    await test.stop();
  });
});
