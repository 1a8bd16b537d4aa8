import type { SectionOverview, Standing } from '#contracts/hub-api/statistics.ts';

export type Student = SectionOverview['students'][number];

export type StudentColumn = 'name' | 'number' | 'toDate' | 'best' | 'mayMiss' | 'verdict';

export type StudentArrangement = { readonly column: StudentColumn; readonly isDescending: boolean };

/** Those somebody should talk to first. */
const VERDICTS: readonly Standing['verdict'][] = ['not-eligible', 'condonable', 'too-early', 'eligible'];

/** Students in the order asked for; they come by name from the hub, and stay so where the column says nothing. */
export function arrangeStudents(
  students: readonly Student[],
  { column, isDescending }: StudentArrangement,
): readonly Student[] {
  if (column === 'name') return isDescending ? students.toReversed() : students;
  const direction = isDescending ? -1 : 1;
  return students.toSorted((a, b) => direction * compare(column, a, b));
}

function compare(column: Exclude<StudentColumn, 'name'>, a: Student, b: Student): number {
  switch (column) {
    case 'number':
      return a.studentNumber.localeCompare(b.studentNumber, 'en', { numeric: true });
    case 'toDate':
      return shareOf(a.standing.toDate) - shareOf(b.standing.toDate);
    case 'best':
      return shareOf(a.standing.bestPossible) - shareOf(b.standing.bestPossible);
    case 'mayMiss':
      return a.standing.mayStillMiss - b.standing.mayStillMiss;
    case 'verdict':
      return VERDICTS.indexOf(a.standing.verdict) - VERDICTS.indexOf(b.standing.verdict);
  }
}

function shareOf(percent: Standing['toDate']): number {
  return percent === null ? -1 : percent.numerator / percent.denominator;
}
