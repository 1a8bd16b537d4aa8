import { eq, isNull } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { ImportReportSchema } from '#contracts/hub-api/imports.ts';
import { DocumentSchema } from '#contracts/sync/documents.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import type { EpochMs, PersonId, SectionId, SessionId } from '#domain/ids.ts';
import { createAccount } from '../../../src/hub/server/auth/accounts.ts';
import { roomDocuments } from '../../../src/hub/server/directory/kiosk-documents.ts';
import type { HubParts } from '../../../src/hub/server/hub-parts.ts';
import { giveCard } from '../../../src/hub/server/people/cards.ts';
import { readCard } from '../../../src/hub/server/people/read-card.ts';
import { resolveCard } from '../../../src/hub/server/registers/resolve-card.ts';
import { allSections, roomByName } from '../../../src/hub/server/store/campus-store.ts';
import { occurrencesIn } from '../../../src/hub/server/store/occurrence-store.ts';
import { enrolmentsOf, rolesOf, teachersOf } from '../../../src/hub/server/store/people-store.ts';
import {
  credentials,
  enrolments,
  holidays,
  people,
  rooms,
  slots,
} from '../../../src/hub/server/store/schema.ts';
import { userByName } from '../../../src/hub/server/store/user-store.ts';
import {
  dumpOf,
  emptyHub,
  type Files,
  hubWithSample,
  importFiles,
  sampleFiles,
  withLine,
} from './an-import.ts';

const DAY = 86_400_000;
const sample = sampleFiles();
const file = (name: string): string => sample[name] ?? '';

function personOf({ db }: HubParts, sourcedId: string) {
  const person = db.orm.select().from(people).where(eq(people.sourcedId, sourcedId)).get();
  if (person === undefined) throw new Error(`${sourcedId} isn't there`);
  return person;
}

function sectionOf({ db }: HubParts, name: string): SectionId {
  const section = allSections(db).find((one) => `${one.courseCode} ${one.name}` === name);
  if (section === undefined) throw new Error(`${name} isn't there`);
  return section.id;
}

function enrolmentOf({ db }: HubParts, sourcedId: string) {
  return db.orm.select().from(enrolments).where(eq(enrolments.sourcedId, sourcedId)).get();
}

function holderOf({ db, keys, clock }: HubParts, number: string, form?: string) {
  const card = readCard(number, form);
  return card.ok ? resolveCard(db, credentialTag(keys.cardKey, card.value), clock.now()) : undefined;
}

/** The files of the sample with some replaced. */
const but = (files: Files): Files => ({ ...sample, ...files });

describe('importing a campus', () => {
  it('takes in everything of the sample', async () => {
    const { parts } = emptyHub();
    const report = await importFiles(parts, sample);
    expect(ImportReportSchema.parse(report)).toEqual(report);
    expect([report.errors, report.warnings, report.applied]).toEqual([[], [], true]);
    const added = Object.entries(report.tables).map(([table, count]) => [table, count.added]);
    expect(Object.fromEntries(added)).toEqual({
      terms: 1,
      courses: 2,
      sections: 3,
      people: 15,
      enrolments: 22,
      rooms: 3,
      timetable: 5,
      holidays: 19,
      cards: 15,
    });
  });

  it('knows people by their names, numbers, roles and cards', async () => {
    const { parts } = await hubWithSample();
    const names = ['t-1', 's-04', 's-05', 's-08'].map((id) => personOf(parts, id).name);
    expect(names).toEqual(['Dr Lena Brandt', 'Dũng Nguyen', 'Elena García de la Torre, Jr.', '鈴木 陽翔']);
    expect(personOf(parts, 's-01').studentNumber).toBe('R26001');
    expect(personOf(parts, 't-1').studentNumber).toBeNull();
    expect([
      rolesOf(parts.db, personOf(parts, 't-1').id),
      rolesOf(parts.db, personOf(parts, 's-01').id),
    ]).toEqual([['faculty'], ['student']]);
    expect(holderOf(parts, '0004127437')).toBe(personOf(parts, 's-01').id);
    expect(holderOf(parts, '529D06E3', 'hf-hex')).toBe(personOf(parts, 't-3').id);
    expect(holderOf(parts, 'hf:04A3C6CA529D06')).toBe(personOf(parts, 's-12').id);
  });

  it('makes the meetings of the term, but none on holidays', async () => {
    const { parts } = await hubWithSample();
    const meetings = occurrencesIn(parts.db, { from: 0 as EpochMs, to: Number.MAX_SAFE_INTEGER as EpochMs });
    const days = meetings.map(({ startsAt }) => new Date(startsAt).toISOString().slice(0, 10));
    expect(days.filter((day) => day >= '2026-12-21' && day <= '2027-01-03')).toEqual([]);
    expect(meetings.find(({ startsAt }) => startsAt > parts.clock.now())).toMatchObject({
      courseTitle: 'Organic Chemistry',
      sectionName: 'Section B',
      roomName: 'Hall 1',
      startsAt: Date.parse('2026-11-20T11:00:00+01:00'),
      faculty: [personOf(parts, 't-2').id],
    });
  });

  it('gives kiosks documents that they can read', async () => {
    const { parts } = await hubWithSample();
    const room = roomByName(parts.db, 'Lab 2');
    if (room === undefined) throw new Error('there is no such room');
    const documents = roomDocuments(parts.db, room.id, parts.clock.now(), parts.address());
    for (const [, document] of documents) expect(DocumentSchema.safeParse(document).success).toBe(true);
  });

  it('has students enrolled from the start of a new class, or from the day that is given', async () => {
    const { parts } = await hubWithSample();
    expect(enrolmentOf(parts, 'e-chem-a-01')).toMatchObject({ from: 0, to: null, role: 'student' });
    expect(enrolmentOf(parts, 'e-chem-b-12')?.from).toBe(Date.parse('2026-10-12T00:00:00+02:00'));
    expect(teachersOf(parts.db, sectionOf(parts, 'CH 220 Section A'), parts.clock.now())[0]).toBe(
      personOf(parts, 't-1').id,
    );
  });

  it('takes a term’s last day as the day before its end, as OneRoster does', async () => {
    const { parts } = await hubWithSample();
    expect(allSections(parts.db)[0]?.term).toMatchObject({ startsOn: '2026-09-01', endsOn: '2027-06-30' });
    expect(parts.db.orm.select().from(slots).get()).toMatchObject({
      validFrom: '2026-09-01',
      validTo: '2027-06-30',
    });
  });

  it('changes nothing the second time', async () => {
    const { parts, time } = await hubWithSample();
    const before = dumpOf(parts);
    time.pass(3 * DAY);
    const report = await importFiles(parts, sample);
    expect(report.applied).toBe(true);
    for (const { added, changed, removed } of Object.values(report.tables)) {
      expect([added, changed, removed]).toEqual([0, 0, 0]);
    }
    expect({ ...dumpOf(parts), hub_state: [], occurrences: [] }).toEqual({
      ...before,
      hub_state: [],
      occurrences: [],
    });
  });

  it('tells in a dry run exactly what it would do, and does nothing', async () => {
    const { parts } = emptyHub();
    const before = dumpOf(parts);
    const dry = await importFiles(parts, sample, { dryRun: true });
    expect(dumpOf(parts)).toEqual(before);
    const real = await importFiles(parts, sample);
    expect({ ...dry, dryRun: false, applied: true }).toEqual(real);
  });

  it('makes kiosks fetch what is new', async () => {
    const { parts } = emptyHub();
    const version = parts.db.dataVersion();
    await importFiles(parts, sample, { dryRun: true });
    expect(parts.db.dataVersion()).toBe(version);
    await importFiles(parts, sample);
    expect(parts.db.dataVersion()).toBeGreaterThan(version);
  });

  it('touches only what was sent', async () => {
    const { parts } = await hubWithSample();
    const report = await importFiles(parts, { 'holidays.csv': 'date,name\n2026-11-27,Open day\n' });
    expect(report.tables.holidays).toMatchObject({ added: 1, removed: 19 });
    expect(report.tables.people).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 0 });
    expect(parts.db.orm.select().from(people).where(isNull(people.removedAt)).all()).toHaveLength(15);
  });
});

describe('somebody who is no longer in the files', () => {
  const without = (id: string): Files =>
    but({
      'users.csv': file('users.csv')
        .split('\n')
        .filter((line) => !line.startsWith(`${id},`))
        .join('\n'),
      'roles.csv': file('roles.csv')
        .split('\n')
        .filter((line) => !line.includes(`,${id},`))
        .join('\n'),
      'enrollments.csv': file('enrollments.csv')
        .split('\n')
        .filter((line) => !line.includes(`,${id},`))
        .join('\n'),
      'credentials.csv': file('credentials.csv')
        .split('\n')
        .filter((line) => !line.includes('R26001'))
        .join('\n'),
    });

  it('is ended from now on, and stays known for what was', async () => {
    const { parts, time } = await hubWithSample();
    const { id } = personOf(parts, 's-01');
    time.pass(DAY);
    const report = await importFiles(parts, without('s-01'));
    expect([report.errors, report.tables.people.removed, report.tables.enrolments.removed]).toEqual([
      [],
      1,
      2,
    ]);
    expect(report.tables.cards.removed).toBe(1);
    expect(personOf(parts, 's-01')).toMatchObject({ id, name: 'Alice Moreau', removedAt: time.now });
    expect(enrolmentOf(parts, 'e-chem-a-01')).toMatchObject({ from: 0, to: time.now });
    expect(holderOf(parts, '0004127437')).toBeUndefined();
  });

  it('is back with the same identity and card when the files have them again, and wasn’t absent in between', async () => {
    const { parts, time } = await hubWithSample();
    const { id } = personOf(parts, 's-01');
    await importFiles(parts, without('s-01'));
    const left = time.now;
    time.pass(7 * DAY);
    await importFiles(parts, sample);
    expect(personOf(parts, 's-01')).toMatchObject({ id, removedAt: null });
    expect(holderOf(parts, '0004127437')).toBe(id);
    const periods = enrolmentsOf(parts.db, sectionOf(parts, 'CH 220 Section A'))
      .filter(({ personId }) => personId === id)
      .map(({ from, to }) => [from, to]);
    expect(periods).toEqual([
      [0, left],
      [time.now, null],
    ]);
  });

  it('can’t sign in any more as a teacher, but can again once they are back', async () => {
    const { parts, time } = await hubWithSample();
    const personId = personOf(parts, 't-3').id;
    await createAccount(parts.db, { username: 'nadia', role: 'faculty', personId }, time.now);
    await importFiles(parts, but({ 'users.csv': withLine(file('users.csv'), userLine('t-3'), gone('t-3')) }));
    expect(userByName(parts.db, 'nadia')?.disabledAt).toBe(time.now);
    time.pass(DAY);
    await importFiles(parts, sample);
    expect(userByName(parts.db, 'nadia')?.disabledAt).toBeNull();
  });

  it('never locks an administrator out', async () => {
    const { parts, time } = await hubWithSample();
    const personId = personOf(parts, 't-3').id;
    await createAccount(parts.db, { username: 'nadia', role: 'admin', personId }, time.now);
    await importFiles(parts, but({ 'users.csv': withLine(file('users.csv'), userLine('t-3'), gone('t-3')) }));
    expect(userByName(parts.db, 'nadia')?.disabledAt).toBeNull();
  });

  it('leaves accounts that were made by hand alone', async () => {
    const { parts, time } = await hubWithSample();
    const { user } = await createAccount(
      parts.db,
      { username: 'registrar', role: 'admin', personId: null },
      time.now,
    );
    await importFiles(parts, sample);
    const person = parts.db.orm
      .select()
      .from(people)
      .where(eq(people.id, user.personId as PersonId))
      .get();
    expect(person?.removedAt).toBeNull();
  });

  const userLine = (id: string) =>
    file('users.csv')
      .split('\n')
      .find((line) => line.startsWith(`${id},`)) ?? '';
  const gone = (id: string) => userLine(id).replace(`${id},,`, `${id},tobedeleted,`);

  it('may be said to be gone, with classes that still name them', async () => {
    const { parts } = await hubWithSample();
    const users = withLine(file('users.csv'), userLine('s-02'), gone('s-02'));
    const cards = file('credentials.csv')
      .split('\n')
      .filter((line) => !line.includes('R26002'))
      .join('\n');
    const report = await importFiles(parts, but({ 'users.csv': users, 'credentials.csv': cards }));
    expect([report.errors, report.tables.people.removed]).toEqual([[], 1]);
    expect(enrolmentOf(parts, 'e-chem-a-02')?.to).toBe(parts.clock.now());
  });
});

describe('changes of classes', () => {
  it('take in a newcomer from now on, so that nobody is absent from before they came', async () => {
    const { parts, time } = await hubWithSample();
    time.pass(DAY);
    const line = 'e-hist-12,,,class-hist,org-1,s-12,student,,,';
    await importFiles(parts, but({ 'enrollments.csv': `${file('enrollments.csv')}${line}\n` }));
    expect(enrolmentOf(parts, 'e-hist-12')).toMatchObject({ from: time.now, to: null });
  });

  it('end an enrolment on the day that is given', async () => {
    const { parts } = await hubWithSample();
    const line = 'e-hist-01,,,class-hist,org-1,s-01,student,,,';
    const ended = 'e-hist-01,,,class-hist,org-1,s-01,student,,,2026-12-01';
    await importFiles(parts, but({ 'enrollments.csv': withLine(file('enrollments.csv'), line, ended) }));
    expect(enrolmentOf(parts, 'e-hist-01')?.to).toBe(Date.parse('2026-12-01T00:00:00+01:00'));
  });

  it('move somebody to another class without losing that they were in the first', async () => {
    const { parts, time } = await hubWithSample();
    time.pass(DAY);
    const line = 'e-chem-a-06,,,class-chem-a,org-1,s-06,student,,,';
    const moved = 'e-chem-a-06,,,class-chem-b,org-1,s-06,student,,,';
    const report = await importFiles(
      parts,
      but({ 'enrollments.csv': withLine(file('enrollments.csv'), line, moved) }),
    );
    expect(report.tables.enrolments).toMatchObject({ added: 0, changed: 1, removed: 0 });
    const { id } = personOf(parts, 's-06');
    const periods = parts.db.orm.select().from(enrolments).where(eq(enrolments.personId, id)).all();
    expect(periods.map(({ sectionId, from, to }) => [sectionId, from, to])).toEqual([
      [sectionOf(parts, 'CH 220 Section A'), 0, time.now],
      [sectionOf(parts, 'CH 220 Section B'), time.now, null],
    ]);
  });

  it('move what is to come and leave what has been', async () => {
    const { parts } = await hubWithSample();
    const at = (day: string) =>
      occurrencesIn(parts.db, {
        from: Date.parse(`${day}T00:00:00+01:00`) as EpochMs,
        to: Date.parse(`${day}T23:59:00+01:00`) as EpochMs,
      }).map(({ sessionId, roomName }) => [sessionId, roomName] as const);
    const past = at('2026-11-16');
    const coming = at('2026-11-23');
    const line = 'slot-1,class-chem-a,Lab 2,Monday,09:00,10:30,,';
    const report = await importFiles(
      parts,
      but({ 'timetable.csv': withLine(file('timetable.csv'), line, line.replace('Lab 2', 'Lab 3')) }),
    );
    expect(report.tables).toMatchObject({ timetable: { changed: 1 }, rooms: { added: 1 } });
    expect(at('2026-11-16')).toEqual(past);
    expect(at('2026-11-23')).toEqual(coming.map(([id]: readonly [SessionId, string]) => [id, 'Lab 3']));
  });

  it('remember rooms that no class meets in any more, and know them however they are written', async () => {
    const { parts } = await hubWithSample();
    const line = 'slot-5,class-hist,Seminar room 4,Wednesday,16:00,18:00,,';
    await importFiles(parts, but({ 'timetable.csv': withLine(file('timetable.csv'), line, '') }));
    await importFiles(
      parts,
      but({
        'timetable.csv': withLine(file('timetable.csv'), line, line.replace('Seminar room', 'SEMINAR  ROOM')),
      }),
    );
    expect(
      parts.db.orm
        .select()
        .from(rooms)
        .all()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Hall 1', 'Lab 2', 'Seminar room 4']);
  });

  it('keep holidays that have been', async () => {
    const { parts, time } = await hubWithSample();
    time.pass(Date.parse('2026-12-28T12:00:00Z') - time.now);
    await importFiles(parts, { 'holidays.csv': 'date,lastDate,name\n2027-05-01,,May Day\n' });
    const kept = parts.db.orm.select().from(holidays).all();
    expect(kept.map(({ date }) => date)).toEqual([
      ...['21', '22', '23', '24', '25', '26', '27'].map((day) => `2026-12-${day}`),
      '2027-05-01',
    ]);
  });
});

describe('cards', () => {
  it('follow the file for those it names, and stay for those it doesn’t', async () => {
    const { parts } = await hubWithSample();
    giveCard(parts, personOf(parts, 's-02').id, '0009000001');
    giveCard(parts, personOf(parts, 't-1').id, '0009000002');
    const report = await importFiles(parts, { 'credentials.csv': 'userSourcedId,number\ns-02,0009000003\n' });
    expect(report.tables.cards).toEqual({ added: 1, changed: 0, removed: 2, unchanged: 0 });
    expect(['0009000001', '0009000003', '0009000002'].map((number) => holderOf(parts, number))).toEqual([
      undefined,
      personOf(parts, 's-02').id,
      personOf(parts, 't-1').id,
    ]);
  });

  it('change hands in one file, from that moment on', async () => {
    const { parts, time } = await hubWithSample();
    time.pass(DAY);
    const swapped = 'userSourcedId,number\ns-01,0004127474\ns-02,0004127437\n';
    const report = await importFiles(parts, { 'credentials.csv': swapped });
    expect([report.errors, report.tables.cards.added]).toEqual([[], 2]);
    expect(holderOf(parts, '0004127437')).toBe(personOf(parts, 's-02').id);
    const rows = parts.db.orm
      .select()
      .from(credentials)
      .where(eq(credentials.personId, personOf(parts, 's-02').id))
      .all();
    expect(rows.map(({ from, to }) => [from, to])).toEqual([
      [0, time.now],
      [time.now, null],
    ]);
  });

  it('can be taken away by an empty number', async () => {
    const { parts } = await hubWithSample();
    const report = await importFiles(parts, { 'credentials.csv': 'identifier,number\nR26001,\n' });
    expect(report.tables.cards.removed).toBe(1);
    expect(holderOf(parts, '0004127437')).toBeUndefined();
  });

  it('keep no number that could be read out of the database', async () => {
    const { parts } = await hubWithSample();
    expect(JSON.stringify(dumpOf(parts))).not.toContain('4127437');
  });
});

describe('numbers of students', () => {
  const users = (lines: readonly string[]): Files => ({
    'manifest.csv': file('manifest.csv').replaceAll(
      /file\.(academicSessions|classes|courses|enrollments|orgs),bulk/g,
      'file.$1,absent',
    ),
    'users.csv': ['sourcedId,givenName,familyName,identifier', ...lines, ''].join('\n'),
    'roles.csv': [
      'sourcedId,userSourcedId,role',
      ...lines.map((line) => `r-${line.split(',')[0]},${line.split(',')[0]},student`),
      '',
    ].join('\n'),
  });

  it('may be swapped', async () => {
    const { parts } = emptyHub();
    await importFiles(parts, users(['a,Ann,One,1', 'b,Bea,Two,2']));
    const report = await importFiles(parts, users(['a,Ann,One,2', 'b,Bea,Two,1']));
    expect([report.errors, report.tables.people.changed]).toEqual([[], 2]);
    expect([personOf(parts, 'a').studentNumber, personOf(parts, 'b').studentNumber]).toEqual(['2', '1']);
  });

  it('tell that somebody under a new id is the same person', async () => {
    const { parts } = emptyHub();
    await importFiles(parts, users(['a,Ann,One,1']));
    const { id } = personOf(parts, 'a');
    const report = await importFiles(parts, users(['new-a,Ann,One,1']));
    expect(report.warnings.map(({ problem }) => problem)).toEqual([
      'The student with this number was known as “a” and is taken for the same person.',
    ]);
    expect(report.tables.people).toMatchObject({ added: 0, removed: 0 });
    expect(personOf(parts, 'new-a').id).toBe(id);
  });

  it('belong to one person only', async () => {
    const { parts } = emptyHub();
    const report = await importFiles(parts, users(['a,Ann,One,1', 'b,Bea,Two,1']));
    expect(report.applied).toBe(false);
    expect(report.errors).toEqual([
      {
        file: 'users.csv',
        row: 3,
        column: 'identifier',
        problem: 'The student in row 2 has the same number.',
        advice: expect.any(String),
      },
    ]);
  });

  it('aren’t taken from somebody by a list of changes that doesn’t name them', async () => {
    const { parts } = emptyHub();
    await importFiles(parts, users(['a,Ann,One,1']));
    const delta = users(['b,Bea,Two,1']);
    const report = await importFiles(parts, {
      ...delta,
      'manifest.csv': (delta['manifest.csv'] ?? '').replace('users,bulk', 'users,delta'),
    });
    expect(report.errors.map(({ row, problem }) => [row, problem])).toEqual([
      [2, 'This number belongs to “a”, who isn’t in this file.'],
    ]);
  });
});

describe('a list of changes', () => {
  it('ends only those it says are gone', async () => {
    const { parts } = await hubWithSample();
    const manifest = file('manifest.csv')
      .replace('users,bulk', 'users,delta')
      .replaceAll(/file\.(academicSessions|classes|courses|enrollments|orgs|roles),bulk/g, 'file.$1,absent');
    const lines = [
      'sourcedId,status,givenName,familyName,identifier,role',
      's-01,active,Alicia,Moreau,R26001,student',
      's-02,tobedeleted,,,,',
      '',
    ];
    const report = await importFiles(parts, { 'manifest.csv': manifest, 'users.csv': lines.join('\n') });
    expect([report.errors, report.tables.people]).toEqual([
      [],
      { added: 0, changed: 1, removed: 1, unchanged: 0 },
    ]);
    expect([personOf(parts, 's-01').name, personOf(parts, 's-03').removedAt]).toEqual([
      'Alicia Moreau',
      null,
    ]);
  });
});

describe('roles', () => {
  const manifest = (users: string, roles: string) =>
    file('manifest.csv')
      .replaceAll(/file\.(academicSessions|classes|courses|enrollments|orgs),bulk/g, 'file.$1,absent')
      .replace('users,bulk', `users,${users}`)
      .replace('roles,bulk', `roles,${roles}`);
  const user = 'sourcedId,givenName,familyName,identifier\ns-01,Alice,Moreau,R26001\n';

  it('stay as they are for changed users of whom nothing else is said', async () => {
    const { parts } = await hubWithSample();
    const files = { 'manifest.csv': manifest('delta', 'absent'), 'users.csv': user };
    expect((await importFiles(parts, files)).errors).toEqual([]);
    expect(rolesOf(parts.db, personOf(parts, 's-01').id)).toEqual(['student']);
  });

  it('may be added and taken by themselves', async () => {
    const { parts } = await hubWithSample();
    const roles = 'sourcedId,status,userSourcedId,role\nx,active,s-01,aide\ny,tobedeleted,s-01,student\n';
    const files = { 'manifest.csv': manifest('delta', 'delta'), 'users.csv': user, 'roles.csv': roles };
    expect((await importFiles(parts, files)).errors).toEqual([]);
    expect(rolesOf(parts.db, personOf(parts, 's-01').id)).toEqual(['staff']);
  });

  it('replace each other in OneRoster 1.1, which knows one for each user', async () => {
    const { parts } = await hubWithSample();
    const files = {
      'manifest.csv': manifest('delta', 'absent').replace('1.2', '1.1'),
      'users.csv': 'sourcedId,givenName,familyName,role\ns-01,Alice,Moreau,teacher\n',
    };
    expect((await importFiles(parts, files)).errors).toEqual([]);
    expect(rolesOf(parts.db, personOf(parts, 's-01').id)).toEqual(['faculty']);
  });
});

describe('OneRoster 1.1', () => {
  it('has roles in users.csv', async () => {
    const { parts } = emptyHub();
    const manifest = file('manifest.csv')
      .replace('version,1.2', 'version,1.1')
      .replaceAll(/file\.(academicSessions|classes|courses|enrollments|orgs|roles),bulk/g, 'file.$1,absent');
    const lines = [
      'sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier',
      't,,true,org-1,teacher,tina,Tina,Turner,',
      's,,true,org-1,student,,Sam,Smith,7',
      'p,,true,org-1,parent,,Pat,Smith,',
      '',
    ];
    const report = await importFiles(parts, { 'manifest.csv': manifest, 'users.csv': lines.join('\n') });
    expect([report.errors, report.warnings, report.tables.people.added]).toEqual([[], [], 2]);
    expect(rolesOf(parts.db, personOf(parts, 't').id)).toEqual(['faculty']);
    expect(parts.db.orm.select().from(people).where(eq(people.sourcedId, 'p')).get()).toBeUndefined();
  });
});
