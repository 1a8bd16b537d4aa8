import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RoomId, SectionId } from '#domain/ids.ts';
import { SessionIdSchema } from '#domain/ids.ts';
import { expandTimetable, type TimetableToExpand } from '#domain/timetable/expand.ts';
import type { SlotChange, TimetableSlot } from '#domain/timetable/timetable-slot.ts';

const SLOT: TimetableSlot = {
  id: 'slot-1',
  sectionId: 'section-1' as SectionId,
  roomId: 'room-1' as RoomId,
  weekday: 1,
  startsAt: '09:00',
  endsAt: '10:30',
  validFrom: '2026-01-05',
  validTo: '2026-12-18',
};
const MOVE: SlotChange = {
  slotId: 'slot-1',
  date: '2026-03-09',
  kind: 'moved',
  toDate: null,
  startsAt: null,
  endsAt: null,
  roomId: null,
};
const MARCH = { from: '2026-03-01', to: '2026-03-31' };

const expand = (more: Partial<TimetableToExpand> = {}) =>
  expandTimetable({ slots: [SLOT], holidays: [], changes: [], timeZone: 'Europe/Berlin', ...MARCH, ...more });
const times = (more: Partial<TimetableToExpand> = {}) =>
  expand(more).map(({ startsAt, endsAt }) => `${iso(startsAt)} ${iso(endsAt).slice(11)}`);
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);

test('a slot meets on its weekday at its local time, over the change to summer time', () => {
  expect(times()).toEqual([
    '2026-03-02T08:00 09:30',
    '2026-03-09T08:00 09:30',
    '2026-03-16T08:00 09:30',
    '2026-03-23T08:00 09:30',
    '2026-03-30T07:00 08:30',
  ]);
});

test('India has no summer time, and half an hour', () => {
  expect(times({ timeZone: 'Asia/Kolkata' }).at(-1)).toBe('2026-03-30T03:30 05:00');
});

test('America changes three weeks earlier, and back a week later', () => {
  const newYork = { timeZone: 'America/New_York' };
  expect(times(newYork).slice(0, 2)).toEqual(['2026-03-02T14:00 15:30', '2026-03-09T13:00 14:30']);
  expect(times({ ...newYork, from: '2026-10-26', to: '2026-11-02' })).toEqual([
    '2026-10-26T13:00 14:30',
    '2026-11-02T14:00 15:30',
  ]);
});

describe('meetings in the hour that changes', () => {
  const sunday = { ...SLOT, weekday: 7, startsAt: '02:30', endsAt: '03:30' };

  test('a time that is skipped is an hour later on the wall, and no shorter', () => {
    expect(times({ slots: [sunday], from: '2026-03-29', to: '2026-03-29' })).toEqual([
      '2026-03-29T01:30 02:30',
    ]);
  });

  test('a time that comes twice means the first', () => {
    expect(times({ slots: [sunday], from: '2026-10-25', to: '2026-10-25' })).toEqual([
      '2026-10-25T00:30 02:30',
    ]);
  });
});

test('a class at night ends on the next day', () => {
  expect(times({ slots: [{ ...SLOT, startsAt: '23:00', endsAt: '00:30' }], to: '2026-03-02' })).toEqual([
    '2026-03-02T22:00 23:30',
  ]);
});

test('a slot meets only while it is valid, its first and last day included', () => {
  const slots = [{ ...SLOT, validFrom: '2026-03-09', validTo: '2026-03-16' }];
  expect(expand({ slots }).map(({ date }) => date)).toEqual(['2026-03-09', '2026-03-16']);
});

test('nothing meets on a holiday', () => {
  expect(expand({ holidays: ['2026-03-09', '2026-03-10'] }).map(({ date }) => date)).not.toContain(
    '2026-03-09',
  );
  expect(expand({ holidays: ['2026-03-09'] })).toHaveLength(4);
});

describe('changes by hand', () => {
  test('a meeting called off stays on the list as cancelled', () => {
    const meetings = expand({ changes: [{ ...MOVE, kind: 'cancelled' }] });
    expect(meetings.filter(({ cancelled }) => cancelled).map(({ date }) => date)).toEqual(['2026-03-09']);
  });

  test('a meeting that moves to another room, day or time keeps its id', () => {
    const before = expand().find(({ date }) => date === MOVE.date);
    const changes = [{ ...MOVE, toDate: '2026-03-11', startsAt: '14:00', roomId: 'room-2' as RoomId }];
    const after = expand({ changes }).find(({ date }) => date === MOVE.date);
    expect(after).toMatchObject({ sessionId: before?.sessionId, roomId: 'room-2', cancelled: false });
    expect(iso(after?.startsAt ?? 0)).toBe('2026-03-11T13:00');
    // As long as ever, since the change names no other end.
    expect(iso(after?.endsAt ?? 0)).toBe('2026-03-11T14:30');
  });

  test('a meeting that ends at another time starts when it always did', () => {
    const changes = [{ ...MOVE, endsAt: '12:00' }];
    expect(times({ changes })[1]).toBe('2026-03-09T08:00 11:00');
  });

  test('a meeting called off stays on its day, whatever else the change says', () => {
    const [meeting] = expand({
      changes: [{ ...MOVE, kind: 'cancelled', toDate: '2026-03-11' }],
      from: '2026-03-09',
      to: '2026-03-11',
    });
    expect(meeting).toMatchObject({ date: '2026-03-09', cancelled: true });
    expect(iso(meeting?.startsAt ?? 0)).toBe('2026-03-09T08:00');
  });

  test('a meeting that moves into the days wanted is among them, and one that moves out is not', () => {
    const changes = [{ ...MOVE, toDate: '2026-04-01' }];
    expect(expand({ changes })).toHaveLength(4);
    expect(expand({ changes, from: '2026-04-01', to: '2026-04-02' }).map(({ date }) => date)).toEqual([
      '2026-03-09',
    ]);
  });

  test('a meeting moved away from a holiday takes place', () => {
    const changes = [{ ...MOVE, toDate: '2026-03-11' }];
    expect(expand({ changes, holidays: ['2026-03-09'] })).toHaveLength(5);
  });

  test('a change for a day on which the slot does not meet changes nothing', () => {
    expect(expand({ changes: [{ ...MOVE, date: '2026-03-10', toDate: '2026-03-12' }] })).toEqual(expand());
  });
});

test('ids are those of sessions, each its own, and the same whatever days were asked for', () => {
  const all = expand();
  for (const { sessionId } of all) expect(SessionIdSchema.safeParse(sessionId).success).toBe(true);
  expect(new Set(all.map(({ sessionId }) => sessionId)).size).toBe(all.length);
  expect(expand({ from: '2026-03-09', to: '2026-03-09' })[0]).toEqual(all[1]);
});

test('at any time of the year, in any zone, a class shows on the wall at its time, and a week of days gives each slot once', () => {
  const zone = fc.constantFrom('Europe/Berlin', 'Asia/Kolkata', 'America/New_York');
  const hour = fc.integer({ min: 4, max: 22 });
  fc.assert(
    fc.property(zone, fc.integer({ min: 1, max: 7 }), fc.nat(330), hour, (timeZone, weekday, day, from) => {
      const startsAt = `${String(from).padStart(2, '0')}:15`;
      const slot = { ...SLOT, weekday, startsAt, endsAt: `${String(from + 1).padStart(2, '0')}:05` };
      const first = new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10);
      const last = new Date(Date.UTC(2026, 0, 11 + day)).toISOString().slice(0, 10);
      const slots = [{ ...slot, validFrom: '2026-01-01', validTo: '2027-12-31' }];
      const meetings = expandTimetable({ slots, holidays: [], changes: [], timeZone, from: first, to: last });
      expect(meetings).toHaveLength(1);
      const [meeting] = meetings;
      // Another implementation of zones than the one under test.
      const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
      expect(wall.format(meeting?.startsAt)).toBe(`${meeting?.date} ${startsAt}`);
      expect((meeting?.endsAt ?? 0) - (meeting?.startsAt ?? 0)).toBe(50 * 60_000);
    }),
    { numRuns: 200 },
  );
});
