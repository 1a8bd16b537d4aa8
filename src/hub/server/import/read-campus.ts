import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { type Manifest, type Mode, readManifest } from './manifest.ts';
import type { Problems } from './problems.ts';
import { readTable, type Table, type TableForm } from './read-table.ts';
import type { Upload } from './read-upload.ts';
import {
  ClassRowSchema,
  CourseRowSchema,
  CredentialRowSchema,
  EnrollmentRowSchema,
  HolidayRowSchema,
  OrgRowSchema,
  RoleRowSchema,
  TermRowSchema,
  TimetableRowSchema,
  UserRowSchema,
} from './rows.ts';

export type ImportTable<Value> = Table<Value> & { readonly mode: Mode };

const ONEROSTER = {
  orgs: { schema: OrgRowSchema, columns: ['sourcedId', 'name'] },
  academicSessions: { schema: TermRowSchema, columns: ['sourcedId', 'title', 'startDate', 'endDate'] },
  courses: { schema: CourseRowSchema, columns: ['sourcedId', 'title'] },
  classes: { schema: ClassRowSchema, columns: ['sourcedId', 'title', 'courseSourcedId'] },
  users: { schema: UserRowSchema, columns: ['sourcedId', 'givenName', 'familyName'] },
  roles: { schema: RoleRowSchema, columns: ['sourcedId', 'userSourcedId', 'role'] },
  enrollments: {
    schema: EnrollmentRowSchema,
    columns: ['sourcedId', 'classSourcedId', 'userSourcedId', 'role'],
  },
} as const satisfies Record<string, TableForm<z.ZodObject>>;

const OWN = {
  timetable: {
    schema: TimetableRowSchema,
    columns: ['sourcedId', 'classSourcedId', 'room', 'weekday', 'startTime', 'endTime'],
  },
  holidays: { schema: HolidayRowSchema, columns: ['date', 'name'], mayBeEmpty: true },
  credentials: { schema: CredentialRowSchema, columns: ['number'] },
} as const satisfies Record<string, TableForm<z.ZodObject>>;

type Forms = typeof ONEROSTER & typeof OWN;
type Kind = keyof Forms;
const FORMS: Forms = { ...ONEROSTER, ...OWN };

/** Part of OneRoster, but nothing that attendance needs. */
const NOT_USED = new Set(
  [
    ...[
      'categories',
      'classResources',
      'courseResources',
      'demographics',
      'lineItems',
      'resources',
      'results',
    ],
    ...['lineItemLearningObjectiveIds', 'lineItemScoreScales', 'resultLearningObjectiveIds'],
    ...['resultScoreScales', 'scoreScales', 'userProfiles', 'userResources'],
  ].map((name) => `${name}.csv`.toLowerCase()),
);

/** What was sent, checked row by row. A kind that wasn't sent isn't there, and nothing of it is touched. */
export type Campus = {
  readonly [K in Kind]: ImportTable<z.infer<Forms[K]['schema']>> | undefined;
} & {
  /** Sent, but nothing of it could be read: what refers to it isn't to blame. */
  readonly unreadable: ReadonlySet<Kind>;
};

/** Reads all files. Long lists take a while, so others get their turn in between. */
export async function readCampus(upload: Upload, problems: Problems): Promise<Campus> {
  noteOthers(upload, problems);
  const hasRoster = Object.keys(ONEROSTER).some((name) => upload.has(fileOf(name)));
  const manifest = hasRoster || upload.has('manifest.csv') ? readManifest(upload, problems) : undefined;
  const unreadable = new Set<Kind>();
  const read = async <K extends Kind>(kind: K): Promise<Campus[K]> => {
    await setImmediate();
    const table = readKind(kind, upload, manifest, problems) as Campus[K];
    if (table === undefined && upload.has(fileOf(kind))) unreadable.add(kind);
    return table;
  };
  return {
    unreadable,
    orgs: await read('orgs'),
    academicSessions: await read('academicSessions'),
    courses: await read('courses'),
    classes: await read('classes'),
    users: await read('users'),
    roles: await read('roles'),
    enrollments: await read('enrollments'),
    timetable: await read('timetable'),
    holidays: await read('holidays'),
    credentials: await read('credentials'),
  };
}

function readKind(
  kind: Kind,
  upload: Upload,
  manifest: Manifest | undefined,
  problems: Problems,
): ImportTable<unknown> | undefined {
  const file = upload.get(fileOf(kind));
  const mode = kind in OWN ? 'bulk' : manifest?.modeOf(kind);
  if (file === undefined) {
    if (kind in OWN || mode === undefined) return undefined;
    const problem = `manifest.csv says that ${kind}.csv is there (${mode}), but it isn’t.`;
    problems.error({ file: `${kind}.csv`, row: null }, { problem, advice: 'Send all files of the export.' });
    return undefined;
  }
  if (mode === undefined && manifest !== undefined) {
    const advice = `Add the row “file.${kind},bulk” to manifest.csv if the file is the whole list.`;
    const problem = 'manifest.csv says that this file isn’t part of the export.';
    problems.error({ file: file.name, row: null }, { problem, advice });
  }
  const table = readTable(file.name, file.bytes, FORMS[kind] as TableForm<z.ZodObject>, problems);
  return table === undefined ? undefined : { ...table, mode: mode ?? 'delta' };
}

function fileOf(kind: string): string {
  return `${kind}.csv`.toLowerCase();
}

function noteOthers(upload: Upload, problems: Problems): void {
  const names = ['manifest', ...Object.keys(FORMS)].map((name) => `${name}.csv`);
  const known = new Set(names.map((name) => name.toLowerCase()));
  for (const [key, { name }] of upload) {
    if (known.has(key)) continue;
    const place = { file: name, row: null };
    if (NOT_USED.has(key)) {
      problems.warn(place, { problem: 'This file isn’t used.', advice: 'It may stay in the export.' });
    } else {
      const advice = `Files are known by their names: ${names.join(', ')}.`;
      problems.error(place, { problem: 'There is no file of this name in an import.', advice });
    }
  }
  if (!problems.hasErrors() && ![...upload.keys()].some((key) => known.has(key))) {
    const advice = 'Send a ZIP file of CSV files, or the CSV files themselves.';
    problems.error({ file: '', row: null }, { problem: 'Nothing was sent that could be imported.', advice });
  }
}
