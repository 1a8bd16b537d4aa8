import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportReport } from '#contracts/hub-api/imports.ts';
import type { HubParts } from '../../../src/hub/server/hub-parts.ts';
import { importCampus } from '../../../src/hub/server/import/import-campus.ts';
import { changeInstitution } from '../../../src/hub/server/store/campus-store.ts';
import { hubAt } from '../demo/a-demo.ts';

const SAMPLE = join(import.meta.dirname, '../../../resources/sample-import');

/** A small college: files by their names, as text. */
export type Files = Readonly<Record<string, string>>;

export function sampleFiles(): Files {
  return Object.fromEntries(
    readdirSync(SAMPLE).map((name) => [name, readFileSync(join(SAMPLE, name), 'utf8')]),
  );
}

export function asBytes(files: Files): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]));
}

/** Friday 20 November 2026, 09:00 in Prague, in a hub that holds nothing. */
export function emptyHub() {
  const hub = hubAt({ at: '2026-11-20T08:00:00Z' });
  changeInstitution(hub.parts.db, { name: 'Riverside College', timeZone: 'Europe/Prague' });
  return hub;
}

export async function importFiles(
  parts: HubParts,
  files: Files,
  { dryRun = false } = {},
): Promise<ImportReport> {
  return await importCampus(parts, asBytes(files), { dryRun });
}

/** A hub into which the sample was imported. */
export async function hubWithSample() {
  const hub = emptyHub();
  const report = await importFiles(hub.parts, sampleFiles());
  if (!report.applied) throw new Error(JSON.stringify(report.errors));
  return hub;
}

/** A file with one line replaced; throws if there is no such line. */
export function withLine(text: string, line: string, by: string): string {
  if (!text.split('\n').includes(line)) throw new Error(`there is no line ${line}`);
  return text
    .split('\n')
    .flatMap((one) => (one === line ? (by === '' ? [] : [by]) : [one]))
    .join('\n');
}

/** The whole database, row by row. */
export function dumpOf({ db }: HubParts): Readonly<Record<string, readonly unknown[]>> {
  const names = db.sqlite
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
    .pluck()
    .all() as string[];
  return Object.fromEntries(names.map((name) => [name, db.sqlite.prepare(`select * from "${name}"`).all()]));
}
