import { expect, test } from 'vitest';
import { type EpochMs, LAST_MS } from '#domain/ids.ts';
import { campusTimes } from '../../src/hub/server/registers/campus-times.ts';
import { occurrenceOf } from '../../src/hub/server/store/occurrence-store.ts';
import { openTestAssembly, TestKiosk } from './support/test-assembly.ts';
import { addTestCampus } from './support/test-campus.ts';

test('a touch whose clocks add up to no time there is is kept, and its class has a register all the same', () => {
  const hub = openTestAssembly();
  const campus = addTestCampus(hub.parts);
  const kiosk = new TestKiosk(hub, campus.room);
  const clock = {
    ...hub.time.clock.read(),
    mono: Number.MAX_SAFE_INTEGER,
    hubMinusMono: Number.MAX_SAFE_INTEGER,
  };
  const { sessionId } = campus.friday;
  const touch = {
    method: 'card',
    reader: 'door',
    tag: null,
    directory: 0,
    sessionId,
    answer: 'present',
  } as const;
  kiosk.append('presentation', { ...touch, personId: campus.students.ana }, clock);
  expect(kiosk.push()).toMatchObject({ kind: 'stored', added: 2 });
  const at = hub.parts.db.sqlite.prepare("select at from events where type = 'presentation'").pluck().get();
  expect(at).toBe(LAST_MS);
  expect(campusTimes('Europe/Prague').time(at as EpochMs, 'minute')).toMatch(/^\d\d:\d\d$/);
  expect(hub.parts.registers.register(sessionId)?.marks).toHaveLength(3);
});

test('a kiosk that calls a class of the timetable its own ad-hoc session does not change the timetable', () => {
  const hub = openTestAssembly();
  const campus = addTestCampus(hub.parts);
  const kiosk = new TestKiosk(hub, campus.otherRoom);
  const { friday } = campus;
  const stolen = { ...friday, roomId: campus.otherRoom, faculty: [], adHoc: true };
  const opening = { by: null, method: 'policy', number: 1 as never } as const;
  kiosk.append('opening-started', { ...opening, sessionId: friday.sessionId, adHoc: stolen });
  expect(kiosk.push()).toMatchObject({ kind: 'stored' });
  expect(occurrenceOf(hub.parts.db, friday.sessionId)).toEqual(friday);
});
