import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import { occurrencesIn } from '../../src/hub/server/store/occurrence-store.ts';
import { refreshOccurrences } from '../../src/hub/server/timetable/refresh-occurrences.ts';
import { FRIDAY_9, HOUR, MINUTE } from './support/manual-time.ts';
import { openTestAssembly, type TestAssembly } from './support/test-assembly.ts';
import { addTestCampus } from './support/test-campus.ts';

const WEEK = 7 * 24 * HOUR;

function refresh({ parts, time }: TestAssembly) {
  return refreshOccurrences(parts.db, time.now);
}

function startsFrom({ parts }: TestAssembly, from: number): number[] {
  const range = { from: from as EpochMs, to: (FRIDAY_9 + 100 * WEEK) as EpochMs };
  return occurrencesIn(parts.db, range).map(({ startsAt }) => startsAt);
}

describe('the meetings that the timetable makes', () => {
  it('reach from the first week of the term to the last', () => {
    const test = openTestAssembly();
    addTestCampus(test.parts);
    const starts = startsFrom(test, 0);
    expect(starts).toHaveLength(13);
    expect(starts).toContain(FRIDAY_9);
    // Clocks went back on 25 October: nine o'clock stayed nine o'clock.
    expect(starts).toContain(FRIDAY_9 - 3 * WEEK);
    expect(starts).toContain(FRIDAY_9 - 4 * WEEK - HOUR);
  });

  it('stay the same, with the same ids, when nothing has changed', () => {
    const test = openTestAssembly();
    addTestCampus(test.parts);
    const version = test.parts.db.dataVersion();
    expect(refresh(test)).toEqual({ added: 0, changed: 0, removed: 0 });
    expect(test.parts.db.dataVersion()).toBe(version);
  });

  it('move when the slot moves, but only those that have not begun', () => {
    const test = openTestAssembly();
    addTestCampus(test.parts);
    test.time.pass(30 * MINUTE);
    test.parts.db.sqlite.exec("update slots set starts_at = '13:00', ends_at = '14:30'");
    expect(refresh(test)).toMatchObject({ added: 0, removed: 0, changed: 5 });
    const starts = startsFrom(test, FRIDAY_9);
    expect(starts[0]).toBe(FRIDAY_9);
    expect(starts[1]).toBe(FRIDAY_9 + WEEK + 4 * HOUR);
  });

  it('go when the slot goes, but the ones that were held stay', () => {
    const test = openTestAssembly();
    const campus = addTestCampus(test.parts);
    const { ledger, db } = test.parts;
    const next = occurrencesIn(db, {
      from: (FRIDAY_9 + WEEK) as EpochMs,
      to: (FRIDAY_9 + WEEK + HOUR) as EpochMs,
    })[0];
    if (next === undefined) throw new Error('no meeting next week');
    // Somebody opened next week's meeting early: whatever the timetable says later, it was held.
    ledger.append('opening-started', {
      sessionId: next.sessionId,
      number: ledger.nextOpeningNumber(),
      by: campus.mara,
      method: 'console',
      adHoc: null,
    });
    test.time.pass(30 * MINUTE);
    db.sqlite.prepare('update slots set removed_at = ?').run(test.time.now);
    expect(refresh(test)).toMatchObject({ removed: 4 });
    expect(startsFrom(test, FRIDAY_9)).toEqual([FRIDAY_9, FRIDAY_9 + WEEK]);
  });

  it('stay cancelled when somebody cancelled them by hand', () => {
    const test = openTestAssembly();
    const campus = addTestCampus(test.parts);
    const { ledger, db } = test.parts;
    const range = { from: (FRIDAY_9 + WEEK) as EpochMs, to: (FRIDAY_9 + WEEK + HOUR) as EpochMs };
    const next = occurrencesIn(db, range)[0];
    if (next === undefined) throw new Error('no meeting next week');
    ledger.append('session-cancelled', { sessionId: next.sessionId, by: campus.mara });
    db.sqlite.exec("update slots set ends_at = '11:00'");
    refresh(test);
    expect(occurrencesIn(db, range)).toMatchObject([{ cancelled: true, endsAt: next.endsAt + 30 * MINUTE }]);
  });

  it('leave out holidays', () => {
    const test = openTestAssembly();
    addTestCampus(test.parts);
    test.parts.db.sqlite.exec("insert into holidays (date, name) values ('2026-11-27', 'Founder’s day')");
    expect(refresh(test)).toMatchObject({ removed: 1 });
    expect(startsFrom(test, FRIDAY_9)).not.toContain(FRIDAY_9 + WEEK);
  });
});
