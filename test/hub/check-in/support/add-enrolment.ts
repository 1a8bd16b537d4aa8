import type { EpochMs, PersonId } from '#domain/ids.ts';
import { enrolments } from '../../../../src/hub/server/store/schema.ts';
import type { CheckInHub } from './check-in-hub.ts';
import { newId } from './phone.ts';

/** The office enrols somebody after all, from the beginning of the term. */
export function addEnrolment({ parts: { db }, campus }: CheckInHub, personId: PersonId): void {
  const from = 0 as EpochMs;
  db.transaction(() => {
    const row = {
      id: newId(),
      sectionId: campus.section,
      personId,
      role: 'student',
      from,
      to: null,
    } as const;
    db.orm.insert(enrolments).values(row).run();
    db.bumpDataVersion();
  });
}
