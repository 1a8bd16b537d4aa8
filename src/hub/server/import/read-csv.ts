import { CsvError, parse } from 'csv-parse/sync';
import { err, ok, type Result } from '#domain/result.ts';
import type { Words } from './problems.ts';

/** One row as it stands in the file. `row` counts as a spreadsheet does: the header is row 1. */
export type CsvRow = { readonly row: number; readonly cells: readonly string[] };

export type Csv = { readonly header: readonly string[]; readonly rows: readonly CsvRow[] };

export type CsvProblem = Words & { readonly row: number | null };

/** No name or note is that long; an unclosed quote soon is. */
const LONGEST_ROW = 64 * 1024;

const DELIMITERS = [',', ';', '\t'] as const;

/** Reads a CSV file in UTF-8, with or without a byte-order mark, whatever its line ends and separators are. */
export function readCsv(bytes: Uint8Array): Result<Csv, CsvProblem> {
  const text = decoded(bytes);
  if (!text.ok) return text;
  const records = parsed(text.value);
  if (!records.ok) return records;
  const [header, ...rows] = records.value.map((cells) => cells.map(clean));
  if (header === undefined || header.every((name) => name === '')) {
    return err({ row: 1, problem: 'The file is empty.', advice: 'The first row must name the columns.' });
  }
  const filled = rows.map((cells, index) => ({ row: index + 2, cells }));
  // Spreadsheets leave empty rows behind; they still count.
  return ok({ header, rows: filled.filter(({ cells }) => cells.some((cell) => cell !== '')) });
}

function decoded(bytes: Uint8Array): Result<string, CsvProblem> {
  const advice = 'Save it as “CSV UTF-8”.';
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return err({ row: null, problem: 'The file is in UTF-16.', advice });
  }
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return err({ row: firstBadLine(bytes), problem: 'The file isn’t in UTF-8.', advice });
  }
}

function firstBadLine(bytes: Uint8Array): number {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  return lenient.slice(0, lenient.indexOf('\uFFFD')).split('\n').length;
}

function parsed(text: string): Result<readonly string[][], CsvProblem> {
  try {
    return ok(
      parse(text, { delimiter: delimiterOf(text), relax_column_count: true, max_record_size: LONGEST_ROW }),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return err({ ...wordsFor(error.code), row: typeof error['lines'] === 'number' ? error['lines'] : null });
  }
}

/** The one that the header uses most. A name of a column holds none of them. */
function delimiterOf(text: string): string {
  const header = text.slice(0, LONGEST_ROW).split(/\r|\n/, 1)[0] ?? '';
  const uses = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (uses(delimiter) > uses(best) ? delimiter : best));
}

function wordsFor(code: string): Words {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return {
        problem: 'A quotation mark is opened and never closed.',
        advice:
          'Put text with quotation marks in quotation marks, and double those inside: "the ""old"" hall".',
      };
    default:
      return {
        problem: 'A quotation mark stands in the middle of a field.',
        advice: 'Put the whole field in quotation marks, and double those inside: "the ""old"" hall".',
      };
  }
}

/** One spelling for one word: composed letters, no control characters, no stray spaces. */
function clean(cell: string): string {
  return cell
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\uFEFF\s]+/gu, ' ')
    .trim();
}
