import type { EpochMs, PersonId } from '#domain/ids.ts';
import type { Enrolment } from './roster.ts';

/** Enrolments by person; a person may have several in one section, one after the other. */
export type EnrolmentIndex = ReadonlyMap<PersonId, readonly Enrolment[]>;

export function indexEnrolments(enrolments: readonly Enrolment[]): EnrolmentIndex {
  const index = new Map<PersonId, Enrolment[]>();
  for (const enrolment of enrolments) {
    const known = index.get(enrolment.personId);
    if (known === undefined) index.set(enrolment.personId, [enrolment]);
    else known.push(enrolment);
  }
  return index;
}

/** Whether a person was enrolled at an instant: from inclusive, to exclusive. */
export function isEnrolledAt(index: EnrolmentIndex, personId: PersonId, at: EpochMs): boolean {
  return (index.get(personId) ?? []).some(({ from, to }) => from <= at && (to === null || at < to));
}

/** Whether a person was enrolled at any time between two instants. */
export function isEnrolledWithin(
  index: EnrolmentIndex,
  personId: PersonId,
  from: EpochMs,
  to: EpochMs,
): boolean {
  return (index.get(personId) ?? []).some(
    (enrolment) => enrolment.from < to && (enrolment.to === null || from < enrolment.to),
  );
}
