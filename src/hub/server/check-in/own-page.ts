import type { Me, OwnClass, OwnSection } from '#contracts/hub-api/me.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import type { Register } from '#domain/register/register.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { unreachable } from '#domain/unreachable.ts';
import { generationOf } from '../directory/hub-directory.ts';
import type { HubParts } from '../hub-parts.ts';
import { sectionById } from '../store/campus-store.ts';
import { personById, sectionsOfPerson, teachersOf } from '../store/people-store.ts';
import { ownStanding } from './answer-check-in.ts';
import { classFacts, hubFacts } from './class-facts.ts';
import { type DeviceRow, isConfirmed } from './device-store.ts';
import { classesToday } from './own-classes.ts';

/** What a student sees of themselves. */
export function ownPage(parts: HubParts, device: DeviceRow): Me {
  const { db, clock } = parts;
  const now = clock.now();
  const { personId, boundAt } = device;
  const person = personById(db, personId);
  return {
    person: { name: person?.name ?? '', studentNumber: person?.studentNumber ?? '' },
    hub: hubFacts(parts),
    device: { boundAt, confirmed: isConfirmed(device, now) },
    today: classesToday(db, personId, now).map((occurrence) => ownClass(parts, personId, occurrence)),
    sections: ownSections(parts, personId, now),
    generation: generationOf(db),
    now,
  };
}

function ownClass({ db, registers }: HubParts, personId: PersonId, occurrence: Occurrence): OwnClass {
  const register = registers.registerOf(occurrence);
  const mark = register.marks.find((one) => one.personId === personId);
  return {
    class: classFacts(db, occurrence),
    state: stateOf(register),
    status: mark?.status ?? '?',
    arrivedAt: mark?.arrivedAt ?? null,
    provisional: mark?.flags.includes('provisional') ?? false,
  };
}

function stateOf({ standing }: Register): OwnClass['state'] {
  switch (standing.state) {
    case 'SCHEDULED':
      return 'later';
    case 'ARMED':
      return 'doors-open';
    case 'OPEN':
      return 'open';
    case 'CLOSED':
    case 'SEALED':
    case 'LOCKED':
      return standing.notHeld ? 'not-held' : 'over';
    case 'CANCELLED':
      return 'cancelled';
    default:
      return unreachable(standing.state);
  }
}

function ownSections(parts: HubParts, personId: PersonId, now: EpochMs): OwnSection[] {
  const { db } = parts;
  return sectionsOfPerson(db, personId, 'student', now).flatMap((sectionId) => {
    const section = sectionById(db, sectionId);
    const standing = ownStanding(parts, personId, { sectionId, startsAt: now });
    if (section === undefined || standing === null) return [];
    const [main] = teachersOf(db, sectionId, now);
    const teacher = main === undefined ? null : (personById(db, main)?.name ?? null);
    const { courseCode, courseTitle, name: sectionName } = section;
    return [{ sectionId, courseCode, courseTitle, sectionName, teacher, standing }];
  });
}
