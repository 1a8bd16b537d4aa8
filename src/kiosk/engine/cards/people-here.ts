import type { PersonId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { Directory } from '../directory/directory.ts';
import type { PanelRole } from '../panel/panel-page.ts';
import type { Sitting } from '../sessions/sitting.ts';

/** Somebody whose name this kiosk may know. */
export type PersonHere = {
  readonly personId: PersonId;
  readonly name: string;
  readonly studentNumber: string;
};

type Sources = {
  readonly directory: Pick<Directory, 'occurrences' | 'section' | 'faculty'>;
  readonly sittings: readonly Sitting[];
};

/** Whom somebody may look after: a teacher those of the class that is on or waits at the door, a keeper everybody who is known here. */
export function peopleHere(
  { directory, sittings }: Sources,
  { by, role }: { readonly by: PersonId; readonly role: PanelRole },
): readonly PersonHere[] {
  const classes =
    role === 'keeper'
      ? directory.occurrences()
      : sittings
          .filter(isNow)
          .flatMap(({ occurrence }) => (occurrence.faculty.includes(by) ? [occurrence] : []));
  const students = [...new Set(classes.map(({ sectionId }) => sectionId))].flatMap(
    (sectionId) => directory.section(sectionId)?.people ?? [],
  );
  const people = role === 'keeper' ? [...students, ...teachersOf(classes, directory)] : students;
  const byName = new Intl.Collator('en');
  return [...new Map(people.map((person) => [person.personId, person])).values()].toSorted(
    (a, b) => byName.compare(a.name, b.name) || byName.compare(a.studentNumber, b.studentNumber),
  );
}

function isNow({ register: { standing } }: Sitting): boolean {
  return standing.state === 'ARMED' || standing.state === 'OPEN';
}

function teachersOf(
  classes: readonly Occurrence[],
  directory: Pick<Directory, 'faculty'>,
): readonly PersonHere[] {
  return [...new Set(classes.flatMap(({ faculty }) => faculty))].flatMap((personId) => {
    const member = directory.faculty(personId);
    return member === undefined ? [] : [{ personId, name: member.name, studentNumber: '' }];
  });
}
