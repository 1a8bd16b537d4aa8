import { describe, expect, it } from 'vitest';
import { importCampus } from '../../../src/hub/server/import/import-campus.ts';
import {
  asBytes,
  dumpOf,
  emptyHub,
  type Files,
  hubWithSample,
  importFiles,
  sampleFiles,
  withLine,
} from './an-import.ts';

const sample = sampleFiles();
const file = (name: string): string => sample[name] ?? '';

/** Errors of an import of the sample with some files replaced: where, and what. Nothing may have changed. */
async function errorsWith(files: Files) {
  const { parts } = emptyHub();
  const before = dumpOf(parts);
  const report = await importFiles(parts, { ...sample, ...files });
  expect(report.applied).toBe(false);
  expect(dumpOf(parts)).toEqual(before);
  for (const { advice } of report.errors) expect(advice).not.toBe('');
  return report.errors.map(({ file: name, row, column, problem }) => [name, row, column, problem]);
}

async function errorsOfBytes(name: string, bytes: Uint8Array) {
  const { parts } = emptyHub();
  const report = await importCampus(parts, new Map([...asBytes(sample), [name, bytes]]), { dryRun: false });
  expect(report.applied).toBe(false);
  return report.errors.map(({ file: where, row, problem }) => [where, row, problem]);
}

describe('what is wrong with a row', () => {
  it.each([
    ['an empty id', 'timetable.csv', 'slot-5,', ',', 'sourcedId', 'This is empty.'],
    [
      'an unknown course',
      'classes.csv',
      'class-hist,,,Seminar,,course-hist',
      'class-hist,,,Seminar,,nope',
      'courseSourcedId',
      'courses.csv has no row with this id.',
    ],
    [
      'an unknown student',
      'enrollments.csv',
      'org-1,s-11,',
      'org-1,s-99,',
      'userSourcedId',
      'users.csv has no row with this id.',
    ],
    [
      'an unknown role',
      'roles.csv',
      's-12,primary,student',
      's-12,primary,wizard',
      'role',
      'OneRoster has no such role.',
    ],
    [
      'a day that isn’t',
      'enrollments.csv',
      '2026-10-12',
      '2026-02-30',
      'beginDate',
      '“2026-02-30” is no day.',
    ],
    [
      'a day in another order',
      'academicSessions.csv',
      '2026-09-01',
      '01.09.2026',
      'startDate',
      '“01.09.2026” is no day.',
    ],
    [
      'a term that ends first',
      'academicSessions.csv',
      '2027-07-01',
      '2026-07-01',
      'endDate',
      'The term ends before it begins.',
    ],
    ['a status nobody knows', 'users.csv', 's-03,,', 's-03,gone,', 'status', '“gone” isn’t known here.'],
    ['no name', 'users.csv', 'Chiamaka,Eze', ',', 'familyName', 'This person has no name.'],
    ['a weekday', 'timetable.csv', 'Wednesday', 'Mittwoch', 'weekday', '“Mittwoch” is no day of the week.'],
    ['a time', 'timetable.csv', '16:00,18:00', '16:00,25:00', 'endTime', '“25:00” is no time.'],
    [
      'times mixed up',
      'timetable.csv',
      '16:00,18:00',
      '18:00,16:00',
      'endTime',
      'This class lasts more than twelve hours.',
    ],
    [
      'a class without a length',
      'timetable.csv',
      '16:00,18:00',
      '16:00,16:00',
      'endTime',
      'This class lasts more than twelve hours.',
    ],
    [
      'validity',
      'timetable.csv',
      '18:00,,',
      '18:00,2026-12-01,2026-11-01',
      'validTo',
      'This ends before it begins.',
    ],
    [
      'a holiday that ends first',
      'holidays.csv',
      '2026-12-21,2027-01-03',
      '2026-12-21,2026-12-03',
      'lastDate',
      'This ends before it begins.',
    ],
    [
      'an endless holiday',
      'holidays.csv',
      '2026-12-21,2027-01-03',
      '2026-12-21,2028-01-03',
      'lastDate',
      'This lasts more than 200 days.',
    ],
    ['a card’s number', 'credentials.csv', '0004127437', '4.13E+06', 'number', 'This is not a card number.'],
    [
      'a card’s form',
      'credentials.csv',
      '0004127331,em-8h10d',
      '0004127331,wiegand',
      'form',
      'There is no card format “wiegand”.',
    ],
    [
      'a phone’s number',
      'credentials.csv',
      '529D06E3',
      '089D06E3',
      'number',
      'This is a random number that a phone makes up at each touch.',
    ],
    [
      'nobody’s card',
      'credentials.csv',
      ',R26001,',
      ',R99999,',
      'identifier',
      'There is nobody with this id.',
    ],
    [
      'a card of two ids',
      'credentials.csv',
      's-12,R26012',
      's-12,R26011',
      'userSourcedId',
      'userSourcedId and identifier mean two people.',
    ],
    [
      'a card of no id',
      'credentials.csv',
      ',R26001,',
      ',,',
      'identifier',
      'Nothing says whose card this is.',
    ],
  ])('is told with its place: %s', async (_, name, from, to, column, problem) => {
    const text = file(name);
    expect(text).toContain(from);
    const row = text.slice(0, text.indexOf(from)).split('\n').length;
    expect(await errorsWith({ [name]: text.replace(from, to) })).toEqual([[name, row, column, problem]]);
  });

  it('names both rows when two people have the same card, in whatever form', async () => {
    const cards = withLine(
      file('credentials.csv'),
      ',R26002,0004127474,',
      ',R26002,00623F7D,em-hex32',
    ).replace('00623F7D', '003EFACD');
    expect(await errorsWith({ 'credentials.csv': cards })).toEqual([
      ['credentials.csv', 6, 'number', 'This is the card of the person in row 5, too.'],
    ]);
  });

  it('names who has a card that somebody else is to get', async () => {
    const { parts } = await hubWithSample();
    const report = await importFiles(parts, { 'credentials.csv': 'userSourcedId,number\ns-02,0004127437\n' });
    expect(report.errors.map(({ row, problem }) => [row, problem])).toEqual([
      [2, 'This card belongs to R26001, who isn’t in this file.'],
    ]);
  });

  it('names both rows of one id', async () => {
    const twice = `${file('courses.csv')}course-chem,,,term-1,Chemistry again,CH 221,,org-1,,\n`;
    expect(await errorsWith({ 'courses.csv': twice })).toEqual([
      ['courses.csv', 4, 'sourcedId', 'Row 2 has the same id.'],
    ]);
  });

  it('isn’t repeated for every row that refers to a wrong one', async () => {
    const users = file('users.csv').replace('s-03,,', 's-03,gone,');
    const classes = file('classes.csv').replace('class-chem-a,,,Section A', 'class-chem-a,,,');
    expect(await errorsWith({ 'users.csv': users, 'classes.csv': classes })).toEqual([
      ['classes.csv', 2, 'title', 'This is empty.'],
      ['users.csv', 7, 'status', '“gone” isn’t known here.'],
    ]);
  });

  it('counts rows as a spreadsheet does, over empty ones and line ends in cells', async () => {
    const text = file('holidays.csv')
      .replace('Easter', '"Eas\nter"')
      .replace('2027-05-01', '\n,,\n2027-99-01');
    expect(await errorsWith({ 'holidays.csv': text })).toEqual([
      ['holidays.csv', 6, 'date', '“2027-99-01” is no day.'],
    ]);
  });

  it('is told for two hundred rows, and the rest is counted', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => `x${index},class-hist,Hall,Someday,09:00,10:00`);
    const { parts } = emptyHub();
    const timetable = ['sourcedId,classSourcedId,room,weekday,startTime,endTime', ...rows].join('\n');
    const report = await importFiles(parts, { ...sample, 'timetable.csv': timetable });
    expect([report.errors.length, report.more]).toEqual([200, 50]);
  });
});

describe('what is wrong with a file', () => {
  it('is a column that isn’t there', async () => {
    expect(await errorsWith({ 'timetable.csv': file('timetable.csv').replace('weekday', 'day') })).toEqual([
      ['timetable.csv', 1, 'weekday', 'There is no such column.'],
    ]);
  });

  it('is a column that is there twice', async () => {
    const text = 'date,name,Name\n2027-05-01,May Day,First of May\n';
    expect(await errorsWith({ 'holidays.csv': text })).toEqual([
      ['holidays.csv', 1, 'name', 'There are two columns of this name.'],
    ]);
  });

  it('is a row with a separator too many', async () => {
    const text = file('timetable.csv')
      .replace('Seminar room 4', 'Building 2, Seminar room 4')
      .replace('18:00,,', '18:00,,2026-12-31');
    const errors = await errorsWith({ 'timetable.csv': text });
    expect(errors).toContainEqual([
      'timetable.csv',
      6,
      null,
      'The row has more fields than the header has columns.',
    ]);
  });

  it('is a quotation mark that nobody closes', async () => {
    const text = file('courses.csv').replace('Empire"', 'Empire');
    expect(await errorsWith({ 'courses.csv': text })).toEqual([
      ['courses.csv', 3, null, 'A quotation mark is opened and never closed.'],
    ]);
  });

  it('is a quotation mark in the middle of a field', async () => {
    const text = file('courses.csv').replace('Organic Chemistry', '"Organic" Chemistry');
    expect(await errorsWith({ 'courses.csv': text })).toEqual([
      ['courses.csv', 2, null, 'A quotation mark stands in the middle of a field.'],
    ]);
  });

  it('is having no rows, which would end everything', async () => {
    const header = file('enrollments.csv').split('\n')[0] ?? '';
    expect(await errorsWith({ 'enrollments.csv': header })).toEqual([
      ['enrollments.csv', null, null, 'The file has no rows but its header.'],
    ]);
  });

  it('is being empty', async () => {
    expect(await errorsWith({ 'holidays.csv': '' })).toEqual([
      ['holidays.csv', 1, null, 'The file is empty.'],
    ]);
  });

  it('is another encoding', async () => {
    const latin = Buffer.from(file('holidays.csv').replace('Easter', 'Pâques'), 'latin1');
    expect(await errorsOfBytes('holidays.csv', latin)).toEqual([
      ['holidays.csv', 3, 'The file isn’t in UTF-8.'],
    ]);
    const utf16 = Buffer.from(`\uFEFF${file('holidays.csv')}`, 'utf16le');
    expect(await errorsOfBytes('holidays.csv', utf16)).toEqual([
      ['holidays.csv', null, 'The file is in UTF-16.'],
    ]);
  });

  it('is a name that nothing is known of', async () => {
    expect(await errorsWith({ 'students.csv': 'a,b\n1,2\n' })).toEqual([
      ['students.csv', null, null, 'There is no file of this name in an import.'],
    ]);
  });

  it('may be that it isn’t used, which is no error', async () => {
    const { parts } = emptyHub();
    const report = await importFiles(parts, { ...sample, 'demographics.csv': 'sourcedId\n1\n' });
    expect([report.applied, report.warnings.map(({ problem }) => problem)]).toEqual([
      true,
      ['This file isn’t used.'],
    ]);
  });
});

describe('OneRoster’s table of contents', () => {
  it('can’t be done without, because it says whether lists are whole', async () => {
    const { 'manifest.csv': _, ...others } = sample;
    const { parts } = emptyHub();
    const report = await importFiles(parts, others);
    expect(report.errors.map(({ file: name }) => name)).toEqual(['manifest.csv']);
  });

  it('isn’t needed for files of our own', async () => {
    const { parts } = emptyHub();
    expect((await importFiles(parts, { 'holidays.csv': file('holidays.csv') })).applied).toBe(true);
  });

  it('must name each file that is there', async () => {
    const manifest = file('manifest.csv').replace('file.courses,bulk', 'file.courses,absent');
    expect(await errorsWith({ 'manifest.csv': manifest })).toEqual([
      ['courses.csv', null, null, 'manifest.csv says that this file isn’t part of the export.'],
    ]);
  });

  it('must not name a file that isn’t there', async () => {
    const { 'courses.csv': _, ...others } = sample;
    const { parts } = emptyHub();
    const report = await importFiles(parts, others);
    expect(report.errors.map(({ file: name, problem }) => [name, problem])).toContainEqual([
      'courses.csv',
      'manifest.csv says that courses.csv is there (bulk), but it isn’t.',
    ]);
  });

  it('must be of a version that is known', async () => {
    const manifest = file('manifest.csv').replace('oneroster.version,1.2', 'oneroster.version,2.0');
    const errors = await errorsWith({ 'manifest.csv': manifest });
    expect(errors).toContainEqual(['manifest.csv', null, 'value', 'This is OneRoster 2.0.']);
  });
});

describe('forms of files that mean the same', () => {
  it.each([
    ['with a byte-order mark', (text: string) => `\uFEFF${text}`],
    ['with line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with line ends of old Macs', (text: string) => text.replaceAll('\n', '\r')],
    ['without a line end at the end', (text: string) => text.trimEnd()],
    ['with empty rows at the end', (text: string) => `${text},,,\n\n\n`],
    ['with letters and accents apart', (text: string) => text.normalize('NFD')],
    ['with headers in capitals', (text: string) => text.replace(/^.*$/m, (header) => header.toUpperCase())],
    ['with spaces around', (text: string) => text.replaceAll(/(?<=[a-z]),(?=[a-z])/g, ' , ')],
  ])('are taken alike: %s', async (_, change) => {
    const { parts } = await hubWithSample();
    const changed = Object.fromEntries(
      Object.entries(sample).map(([name, text]) => [name, name === 'courses.csv' ? text : change(text)]),
    );
    const report = await importFiles(parts, changed);
    expect(report.errors).toEqual([]);
    const sums = Object.values(report.tables).map(
      ({ added, changed: other, removed }) => added + other + removed,
    );
    expect(sums).toEqual(sums.map(() => 0));
  });

  it.each([';', '\t'])('are taken alike: separated by %j', async (separator) => {
    const { parts } = await hubWithSample();
    const changed = Object.fromEntries(
      Object.entries(sample).map(([name, text]) => [
        name,
        text.replaceAll(/"[^"]*"|,/g, (match) => (match === ',' ? separator : match)),
      ]),
    );
    const report = await importFiles(parts, changed);
    expect([report.errors, report.tables.people.unchanged]).toEqual([[], 15]);
  });
});

describe('what is worth a second look', () => {
  const warningsWith = async (files: Files) => {
    const { parts } = await hubWithSample();
    const report = await importFiles(parts, { ...sample, ...files });
    expect([report.errors, report.applied]).toEqual([[], true]);
    return report.warnings.map(({ file: name, row, problem }) => [name, row, problem]);
  };

  it('is two classes in one room', async () => {
    const line = 'slot-3,class-chem-b,Lab 2,Tuesday,09:00,10:30,,';
    const text = withLine(
      file('timetable.csv'),
      line,
      line.replace('Tuesday,09:00,10:30', 'Monday,10:15,11:45'),
    );
    expect(await warningsWith({ 'timetable.csv': text })).toEqual([
      ['timetable.csv', 4, 'The class in row 2 is in this room at the same time.'],
    ]);
  });

  it('is not one class after the other, or in another term', async () => {
    const line = 'slot-3,class-chem-b,Lab 2,Tuesday,09:00,10:30,,';
    const after = line.replace('Tuesday,09:00,10:30', 'Monday,10:30,12:00');
    expect(await warningsWith({ 'timetable.csv': withLine(file('timetable.csv'), line, after) })).toEqual([]);
  });

  it('is a student without a number', async () => {
    const text = file('users.csv').replace('R26012', '');
    const cards = withLine(
      file('credentials.csv'),
      's-12,R26012,hf:04A3C6CA529D06,',
      's-12,,hf:04A3C6CA529D06,',
    );
    expect(await warningsWith({ 'users.csv': text, 'credentials.csv': cards })).toEqual([
      ['users.csv', 16, 'This student has no number, so no phone can be signed in for them.'],
    ]);
  });

  it('is a class that nobody can open', async () => {
    const text = withLine(file('enrollments.csv'), 'e-hist-t3,,,class-hist,org-1,t-3,teacher,true,,', '');
    expect(await warningsWith({ 'enrollments.csv': text })).toEqual([
      [
        'enrollments.csv',
        null,
        'These classes have no teacher, so nobody can open them at a kiosk: HI 140 Cities, Trade and Empire, Seminar.',
      ],
    ]);
  });

  it('is a list that ends most of what there is', async () => {
    const text = file('enrollments.csv').split('\n').slice(0, 8).join('\n');
    const warnings = await warningsWith({ 'enrollments.csv': text });
    expect(warnings).toContainEqual(['enrollments.csv', null, 'This ends 15 of 22.']);
  });

  it('is somebody without a role', async () => {
    const text = withLine(file('roles.csv'), 'role-s-12,,,s-12,primary,student,,,org-1,', '');
    const others = {
      'enrollments.csv': file('enrollments.csv')
        .split('\n')
        .filter((line) => !line.includes(',s-12,'))
        .join('\n'),
      'credentials.csv': file('credentials.csv')
        .split('\n')
        .filter((line) => !line.startsWith('s-12,'))
        .join('\n'),
    };
    expect(await warningsWith({ 'roles.csv': text, ...others })).toEqual([
      ['users.csv', 16, 'This person has no role and is left out.'],
    ]);
  });
});
