import type { ClassCard, Counts } from '#contracts/engine-link/screen-state.ts';
import type { Counts as RegisterCounts } from '#domain/register/register.ts';
import type { Sitting } from '../sessions/sitting.ts';
import type { People } from './scene.ts';

export function classCard({ occurrence, register }: Sitting, people: People): ClassCard {
  const teacher = occurrence.faculty[0];
  return {
    sessionId: occurrence.sessionId,
    courseCode: occurrence.courseCode,
    courseTitle: occurrence.courseTitle,
    sectionName: occurrence.sectionName,
    teacher: (teacher === undefined ? undefined : people.faculty(teacher)?.name) ?? '',
    startsAt: occurrence.startsAt,
    endsAt: occurrence.endsAt,
    enrolled: register.counts.enrolled,
  };
}

export function screenCounts(counts: RegisterCounts): Counts {
  const { enrolled, here, present, late, excused, notYet, quarantined } = counts;
  return { enrolled, here, present, late, excused, notYet, quarantined };
}
