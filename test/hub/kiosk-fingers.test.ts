import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import { fingersOf } from '../../src/hub/server/people/fingers.ts';
import { kiosks } from '../../src/hub/server/store/access-schema.ts';
import { MINUTE } from './support/manual-time.ts';
import { openTestRoom } from './support/test-assembly.ts';

// Mara enrols Chen and Ana at the reader of her room's kiosk.
function openFingers() {
  const opened = openTestRoom();
  const { campus, kiosk, test } = opened;
  const by = campus.mara;
  const enrol = (personId: PersonId, reader = 'finger') =>
    kiosk.append('finger-enrolled', { personId, reader, consent: 'fingers-1', by });
  const remove = (personId: PersonId, reason: 'asked' | 'left' | 'sensor-lost') =>
    kiosk.append('finger-removed', {
      personId,
      reader: 'finger',
      reason,
      by: reason === 'asked' ? by : null,
    });
  const again = (personId: PersonId) => fingersOf(test.parts.db, personId).map((finger) => finger.again);
  return { ...opened, enrol, remove, again };
}

describe('what the hub knows of fingers', () => {
  it('is who has one at which kiosk and since when, told by the kiosk', () => {
    const { test, campus, kiosk, enrol } = openFingers();
    const at = test.time.now;
    enrol(campus.students.chen);
    kiosk.push();
    const { db } = test.parts;
    expect(fingersOf(db, campus.students.chen)).toMatchObject([{ enrolledAt: at, again: false }]);
    expect(fingersOf(db, campus.students.ana)).toEqual([]);
    db.orm.update(kiosks).set({ revokedAt: at }).where(eq(kiosks.number, kiosk.number)).run();
    expect(fingersOf(db, campus.students.chen)).toEqual([]);
  });

  it('is forgotten when the kiosk has forgotten it, and asked for again when the sensor has', () => {
    const { campus, kiosk, enrol, remove, again } = openFingers();
    const { chen, ana, ben } = campus.students;
    for (const personId of [chen, ana, ben]) enrol(personId);
    remove(chen, 'asked');
    remove(ana, 'left');
    remove(ben, 'sensor-lost');
    kiosk.push();
    expect([chen, ana, ben].map(again)).toEqual([[], [], [true]]);
    enrol(ben);
    kiosk.push();
    expect(again(ben)).toEqual([false]);
  });

  it('is to be enrolled again once the sensor was replaced, but for those whom the new one knows', () => {
    const { test, campus, kiosk, enrol, again } = openFingers();
    const { chen, ana } = campus.students;
    enrol(chen);
    enrol(ana);
    enrol(ana, 'other-reader');
    test.time.pass(MINUTE);
    kiosk.append('sensor-changed', { reader: 'finger' });
    enrol(ana);
    kiosk.push();
    expect(again(chen)).toEqual([true]);
    expect(again(ana)).toEqual([false, false]);
  });
});
