import type { FacultyMarks, RegisterLine } from '#contracts/hub-api/sessions.ts';
import type { HandMark, MarkStatus } from '#domain/register/mark-status.ts';

export type HandMarks = FacultyMarks['marks'];
export type MarkReason = HandMarks[number]['reason'];

/** What was marked by hand just now, with what undoes it. */
export type Marked = {
  readonly status: HandMark;
  readonly count: number;
  readonly undo: HandMarks;
};

/**
 * The marks that put some lines back to what they were: another mark by hand where there was one, else what the punches
 * say.
 */
export function marksToTakeBack(lines: readonly RegisterLine[]): HandMarks {
  return lines.map(({ personId, status, flags, note }) => {
    const former = flags.includes('manual') ? handMark(status) : 'derived';
    return { personId, status: former, reason: 'mistake', note: former === 'derived' ? null : note };
  });
}

function handMark(status: MarkStatus): HandMark {
  return status === '?' ? 'derived' : status;
}
