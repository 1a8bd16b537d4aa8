import type { Register } from '#contracts/hub-api/sessions.ts';
import type { CampusTimes } from '../registers/campus-times.ts';

const COLUMNS = [
  'studentNumber',
  'name',
  'status',
  'arrivedAt',
  'method',
  'flags',
  'note',
  'explanation',
] as const;

/** A register for a spreadsheet: UTF-8 with a mark that makes Excel see it, CRLF as RFC 4180 says. */
export function registerCsv({ lines }: Register, times: CampusTimes): string {
  const rows = lines.map((line) => [
    line.studentNumber,
    line.name,
    line.status,
    line.arrivedAt === null ? '' : `${times.day(line.arrivedAt)} ${times.time(line.arrivedAt, 'second')}`,
    line.method ?? '',
    line.flags.join(' '),
    line.note ?? '',
    line.explanation,
  ]);
  return `\uFEFF${[COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** `AB-101-1-2026-11-20.csv`. */
export function registerFileName({ session }: Register, times: CampusTimes): string {
  const name = `${session.courseCode}-${session.sectionName}-${times.day(session.startsAt)}`;
  return `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.csv`;
}

// A spreadsheet runs what begins like a formula, and names come from outside.
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
