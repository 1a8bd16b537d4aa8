import { randomBytes } from 'node:crypto';
import { describe, test } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import { noteFinger, noteSensorChanged } from '../../../src/hub/server/people/fingers.ts';
import { addKiosk } from '../../../src/hub/server/store/kiosk-store.ts';
import { rooms } from '../../../src/hub/server/store/schema.ts';
import { teacherOf } from '../../hub/console/support/a-console.ts';
import { deskForEachTest, expectNoBarriers } from './support/desk.ts';

const desk = deskForEachTest();

describe('a student', () => {
  test('is shown with the kiosks at which a finger is enough, and where it has to be enrolled again', async () => {
    const [student] = desk.hub.demo.students;
    if (student === undefined) throw new Error('the demo has no students');
    const { db, clock } = desk.hub.hub.parts;
    const [first, second] = db.orm.select().from(rooms).all();
    if (first === undefined || second === undefined) throw new Error('the demo has no two rooms');
    const row = db.sqlite
      .prepare<[string], { readonly id: PersonId }>('select id from people where student_number = ?')
      .get(student.studentNumber);
    if (row === undefined) throw new Error('the student is not in the hub');
    for (const [roomId, name] of [
      [first.id, 'Door'],
      [second.id, 'Lectern'],
    ] as const) {
      const at = clock.now();
      const kiosk = addKiosk(db, { roomId, name, publicKey: randomBytes(32), at }, SECRET);
      const body = { personId: row.id, reader: 'finger', consent: 'fingers-1', by: row.id };
      noteFinger(db, { kiosk, body, at });
      if (name === 'Lectern') noteSensorChanged(db, { kiosk, body: { reader: 'finger' }, at });
    }
    const page = await desk.open({ path: 'students', as: teacherOf(desk.hub) });
    await page.getByLabel('Name or student number').fill(student.studentNumber);
    await page.getByRole('option', { name: student.name }).click();
    await page.getByText(`${first.name} (Door), since`).waitFor();
    await page.getByText(/Lectern.*has to enrol again/).waitFor();
    await expectNoBarriers(page);
  });
});

const SECRET = { bytes: randomBytes(32), stepMs: 5_000 };
