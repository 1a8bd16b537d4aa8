import { IMPORT_TABLES, type ImportReport, type ImportTable } from '#contracts/hub-api/imports.ts';
import type { HubParts } from '../hub-parts.ts';
import { institutionOf } from '../store/campus-store.ts';
import { refreshOccurrences } from '../timetable/refresh-occurrences.ts';
import { checkCampus } from './check-campus.ts';
import type { ImportContext } from './import-context.ts';
import { createProblems } from './problems.ts';
import { putCards } from './put-cards.ts';
import { putCourses, putSections, putTerms } from './put-courses.ts';
import { putEnrolments } from './put-enrolments.ts';
import { putHolidays } from './put-holidays.ts';
import { putPeople } from './put-people.ts';
import { putTimetable } from './put-timetable.ts';
import { type Campus, readCampus } from './read-campus.ts';
import { readUpload } from './read-upload.ts';

type Parts = Pick<HubParts, 'db' | 'keys' | 'clock' | 'log'>;
type Counts = Record<ImportTable, { added: number; changed: number; removed: number; unchanged: number }>;

/**
 * Takes in files of OneRoster and of our own, by their names; ZIP files are unpacked. All of it in one transaction: with a single
 * error, or in a dry run, the database is left as it was. A dry run does everything a real one does and then takes it back,
 * so that its report is what a real one would do.
 */
export async function importCampus(
  parts: Parts,
  files: ReadonlyMap<string, Uint8Array>,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ImportReport> {
  const problems = createProblems();
  const upload = readUpload(files, problems);
  const campus = await readCampus(upload, problems);
  const counts = noCounts();
  const context: ImportContext = {
    db: parts.db,
    cardKey: parts.keys.cardKey,
    now: parts.clock.now(),
    timeZone: institutionOf(parts.db).timeZone,
    problems,
    count: (table, what, by = 1) => {
      counts[table][what] += by;
    },
  };
  const applied = inTrial(context, !dryRun, () => putEverything(context, campus, counts));
  if (applied) parts.log.info('import applied', counts);
  const { errors, warnings, more } = problems.told();
  return {
    ...{ dryRun, applied, more },
    files: Array.from(upload.values(), ({ name }) => name),
    tables: counts,
    errors: [...errors],
    warnings: [...warnings],
  };
}

/** Runs work in a transaction that is kept only if that is wanted and nothing was found wrong; tells whether it was. */
function inTrial({ db, problems }: ImportContext, isWanted: boolean, work: () => void): boolean {
  const { sqlite } = db;
  sqlite.exec('begin immediate');
  try {
    work();
    const isKept = isWanted && !problems.hasErrors();
    sqlite.exec(isKept ? 'commit' : 'rollback');
    return isKept;
  } finally {
    if (sqlite.inTransaction) sqlite.exec('rollback');
  }
}

/** What is referred to comes before what refers to it. */
function putEverything(context: ImportContext, campus: Campus, counts: Counts): void {
  putTerms(context, campus);
  putCourses(context, campus);
  putSections(context, campus);
  putPeople(context, campus);
  putEnrolments(context, campus);
  putTimetable(context, campus);
  putHolidays(context, campus);
  putCards(context, campus);
  checkCampus(context, counts);
  if (context.problems.hasErrors()) return;
  refreshOccurrences(context.db, context.now);
  context.db.bumpDataVersion();
}

function noCounts(): Counts {
  const none = () => ({ added: 0, changed: 0, removed: 0, unchanged: 0 });
  return Object.fromEntries(IMPORT_TABLES.map((table) => [table, none()])) as Counts;
}
