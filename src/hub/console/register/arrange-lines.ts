import type { RegisterLine } from '#contracts/hub-api/sessions.ts';
import type { MarkStatus } from '#domain/register/mark-status.ts';

export type LineColumn = 'name' | 'number' | 'status' | 'arrived' | 'method';

export type Arrangement = {
  readonly sought: string;
  readonly status: MarkStatus | 'all';
  readonly column: LineColumn;
  readonly isDescending: boolean;
};

/** Those who may need something done first. */
const STATUS_ORDER: readonly MarkStatus[] = ['?', 'A', 'L', 'H', 'P', 'O', 'E'];

/** Letters without their marks and in one case, so that `tomas` finds `Tomás`. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** `Jean-Baptiste d’Arc` has four. */
function wordsIn(text: string): readonly string[] {
  return plain(text)
    .split(/[\s\-’']+/)
    .filter((word) => word !== '');
}

/**
 * Lines whose name has a word that begins with each word sought, or whose number contains it, in the order asked for.
 * `lines` come by name from the hub, which knows family names; that order stays where the column says nothing.
 */
export function arrangeLines(
  lines: readonly RegisterLine[],
  { sought, status, column, isDescending }: Arrangement,
): readonly RegisterLine[] {
  const wanted = wordsIn(sought);
  const found = lines.filter((line) => (status === 'all' || line.status === status) && matches(line, wanted));
  if (column === 'name') return isDescending ? found.toReversed() : found;
  return found.toSorted((a, b) => compare(column, a, b, isDescending ? -1 : 1));
}

function matches({ name, studentNumber }: RegisterLine, wanted: readonly string[]): boolean {
  const words = wordsIn(name);
  const number = plain(studentNumber);
  return wanted.every((want) => number.includes(want) || words.some((word) => word.startsWith(want)));
}

/** Lines that have nothing in the column stand last, whichever way it is sorted. */
function compare(
  column: Exclude<LineColumn, 'name'>,
  a: RegisterLine,
  b: RegisterLine,
  direction: 1 | -1,
): number {
  switch (column) {
    case 'number':
      return direction * a.studentNumber.localeCompare(b.studentNumber, 'en', { numeric: true });
    case 'status':
      return direction * (STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status));
    case 'arrived':
      return emptyLast(a.arrivedAt, b.arrivedAt) ?? direction * ((a.arrivedAt ?? 0) - (b.arrivedAt ?? 0));
    case 'method':
      return emptyLast(a.method, b.method) ?? direction * (a.method ?? '').localeCompare(b.method ?? '');
  }
}

function emptyLast(a: unknown, b: unknown): number | undefined {
  if (a !== null && b !== null) return undefined;
  return a === b ? 0 : a === null ? 1 : -1;
}

/** How many there are of each mark. */
export function countByStatus(lines: readonly RegisterLine[]): ReadonlyMap<MarkStatus, number> {
  const counts = new Map<MarkStatus, number>();
  for (const { status } of lines) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}
