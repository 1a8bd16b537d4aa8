import type { Mark } from './mark.ts';
import type { Arrival, Counts } from './register.ts';

/** Everybody's marks in numbers. */
export function countMarks(marks: readonly Mark[], quarantined: number): Counts {
  const of = { P: 0, L: 0, H: 0, E: 0, O: 0, A: 0, '?': 0 };
  let noted = 0;
  let provisional = 0;
  for (const { status, explanation, flags } of marks) {
    of[status]++;
    if (explanation.kind === 'noted') noted++;
    if (flags.includes('provisional')) provisional++;
  }
  return {
    enrolled: marks.length,
    here: of.P + of.L + of.H,
    present: of.P,
    late: of.L,
    partly: of.H,
    excused: of.E + of.O,
    absent: of.A,
    notYet: of['?'],
    noted,
    provisional,
    quarantined,
  };
}

/** Everybody who is here, the newest first. */
export function arrivalsOf(marks: readonly Mark[]): readonly Arrival[] {
  const arrivals: Arrival[] = [];
  for (const { personId, status, arrivedAt, method, flags, explanation } of marks) {
    if (status !== 'P' && status !== 'L' && status !== 'H') continue;
    const at = arrivedAt ?? (explanation.kind === 'by-hand' ? explanation.at : undefined);
    if (at === undefined) continue;
    arrivals.push({
      personId,
      at,
      method: method ?? 'console',
      status,
      provisional: flags.includes('provisional'),
    });
  }
  // Marks come in the order of ids and sorting keeps it, so equal times don't jump.
  return arrivals.sort((a, b) => b.at - a.at);
}
