import { describe, expect, it } from 'vitest';
import type { LiveMessage } from '#contracts/hub-api/live.ts';
import { channelOf } from '#contracts/hub-api/live.ts';
import type { Register, RegisterLine } from '#contracts/hub-api/sessions.ts';
import type { EpochMs, PersonId, RoomId, SectionId, SessionId } from '#domain/ids.ts';
import { keepUnchanged, registerAfter } from '../../../src/hub/console/live/apply-live.ts';
import { type Arrangement, arrangeLines } from '../../../src/hub/console/register/arrange-lines.ts';
import { marksToTakeBack } from '../../../src/hub/console/register/taking-back.ts';

const SESSION = '01890a5d-ac96-774b-bcce-b302099a8057' as SessionId;
const BY_NAME: Arrangement = { sought: '', status: 'all', column: 'name', isDescending: false };

function line(name: string, more: Partial<RegisterLine> = {}): RegisterLine {
  return {
    personId: name as PersonId,
    name,
    studentNumber: '0',
    status: '?',
    flags: [],
    arrivedAt: null,
    method: null,
    explanation: 'Pending: nothing presented so far',
    note: null,
    ...more,
  };
}

function register(lines: readonly RegisterLine[]): Register {
  const stats = {
    ...{ revision: 3, enrolled: lines.length, here: 0, present: 0, late: 0, partly: 0 },
    ...{ excused: 0, absent: 0, notYet: lines.length, provisional: 0, quarantined: 0 },
  };
  const at = 0 as EpochMs;
  return {
    session: {
      ...{ sessionId: SESSION, sectionId: '' as SectionId, courseCode: '', courseTitle: '', sectionName: '' },
      ...{
        roomId: '' as RoomId,
        room: '',
        teachers: [],
        startsAt: at,
        endsAt: at,
        adHoc: false,
        state: 'OPEN',
      },
      ...{ doorsOpenAt: at, openedAt: at, closesAt: at, ended: false, notHeld: false },
      ...{ sealedAt: null, lockedAt: null, stats, mine: true },
    },
    lines: [...lines],
    quarantine: [],
    flags: [],
    now: at,
  };
}

const names = (lines: readonly RegisterLine[]) => lines.map(({ name }) => name);

describe('finding somebody in a register', () => {
  const lines = [
    line('Tomás Ibáñez', { studentNumber: '4711' }),
    line('Jean-Baptiste Nguema'),
    line('Ann Stone'),
  ];
  const found = (sought: string) => names(arrangeLines(lines, { ...BY_NAME, sought }));

  it('takes no notice of accents and case', () => {
    expect(found('tomas IBANEZ')).toEqual(['Tomás Ibáñez']);
  });

  it('takes the beginning of any word, on either side of a hyphen, or all of it', () => {
    expect(found('bapt')).toEqual(['Jean-Baptiste Nguema']);
    expect(found('Jean-Baptiste')).toEqual(['Jean-Baptiste Nguema']);
  });

  it('takes part of a number', () => {
    expect(found('711')).toEqual(['Tomás Ibáñez']);
  });
});

describe('sorting a register', () => {
  const lines = [
    line('A', { status: 'P', arrivedAt: 30 as EpochMs }),
    line('B'),
    line('C', { status: 'L', arrivedAt: 10 as EpochMs }),
  ];

  it('by arrival leaves those who haven’t arrived at the end, both ways', () => {
    expect(names(arrangeLines(lines, { ...BY_NAME, column: 'arrived' }))).toEqual(['C', 'A', 'B']);
    expect(names(arrangeLines(lines, { ...BY_NAME, column: 'arrived', isDescending: true }))).toEqual([
      'A',
      'C',
      'B',
    ]);
  });

  it('by mark begins with those who are missing', () => {
    expect(names(arrangeLines(lines, { ...BY_NAME, column: 'status' }))).toEqual(['B', 'C', 'A']);
  });

  it('shows only one mark when asked to', () => {
    expect(names(arrangeLines(lines, { ...BY_NAME, status: 'L' }))).toEqual(['C']);
  });
});

describe('taking back a mark by hand', () => {
  it('leaves it to the punches where there was none before, and restores the one that there was', () => {
    const before = [line('A', { status: 'P' }), line('B', { status: 'E', flags: ['manual'], note: 'ill' })];
    expect(marksToTakeBack(before)).toEqual([
      { personId: 'A', status: 'derived', reason: 'mistake', note: null },
      { personId: 'B', status: 'E', reason: 'mistake', note: 'ill' },
    ]);
  });
});

describe('a register that is told what happens', () => {
  const before = register([line('A'), line('B')]);
  const about = { channel: channelOf(SESSION), sessionId: SESSION };
  const now = 99 as EpochMs;
  const stats = (revision: number, here: number): LiveMessage => ({
    type: 'STATS_UPDATE',
    ...about,
    stats: { ...before.session.stats, revision, here },
    now,
  });

  it('shows who came, and no reason that isn’t true any more', () => {
    const message: LiveMessage = {
      type: 'CHECK_IN',
      ...about,
      ...{ revision: 4, personId: 'B' as PersonId, name: 'B', studentNumber: '0' },
      ...{ status: 'P', method: 'card', at: now, provisional: false },
    };
    const [a, b] = registerAfter(before, message).lines;
    expect(a).toBe(before.lines[0]);
    expect(b).toMatchObject({ status: 'P', method: 'card', arrivedAt: now, explanation: '' });
  });

  it('believes newer counts and no older ones', () => {
    expect(registerAfter(before, stats(4, 1)).session.stats.here).toBe(1);
    expect(registerAfter(before, stats(2, 1))).toBe(before);
  });

  it('stays the same when it is told what it knows', () => {
    const message: LiveMessage = {
      type: 'SESSION_STATUS',
      ...about,
      ...{ state: 'OPEN', openedAt: 0 as EpochMs, closesAt: 0 as EpochMs, now },
    };
    expect(registerAfter(before, message)).toBe(before);
  });

  it('keeps the lines that a new reading did not change', () => {
    const read = register([line('A'), line('B', { status: 'L' })]);
    const after = keepUnchanged(before, read);
    expect(after.lines[0]).toBe(before.lines[0]);
    expect(after.lines[1]).toBe(read.lines[1]);
  });
});
