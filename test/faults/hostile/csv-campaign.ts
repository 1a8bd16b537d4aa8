import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { importCampus } from '../../../src/hub/server/import/import-campus.ts';
import { createProblems } from '../../../src/hub/server/import/problems.ts';
import { readCsv } from '../../../src/hub/server/import/read-csv.ts';
import { readUpload } from '../../../src/hub/server/import/read-upload.ts';
import type { Campaign } from '../campaign.ts';
import type { Random } from '../sim/random.ts';
import { HostileHub } from './support/hostile-hub.ts';
import { playCases, type Stage } from './support/play-cases.ts';
import { spoiledBytes, spoiledText } from './support/spoil.ts';

const SAMPLE = join(import.meta.dirname, '../../../resources/sample-import');
const FILES = readdirSync(SAMPLE).map((name) => [name, readFileSync(join(SAMPLE, name), 'utf8')] as const);

/** Files as they come out of spreadsheets, editors and attackers' hands: read, or refused in words. */
export const csvCampaign: Campaign = {
  name: 'hostile-csv',
  title: 'Spoiled CSV and ZIP files',
  unit: 'files',
  perTest: 100_000,
  atGate: 1_000_000,
  chunk: 100_000,
  run: (from, count) =>
    playCases({ name: 'hostile-csv', group: 10_000, open: () => ({ play }) }, from, count),
};

/** Whole imports of them: everything is taken or nothing. */
export const importsCampaign: Campaign = {
  name: 'hostile-imports',
  title: 'Imports with a spoiled file, whole or not at all',
  unit: 'imports',
  perTest: 150,
  atGate: 1_500,
  chunk: 250,
  run: (from, count) => playCases({ name: 'hostile-imports', group: 50, open: openStage }, from, count),
};

function play(random: Random): void {
  if (random.chance(0.1)) {
    playZip(random);
    return;
  }
  const [, text] = random.oneOf(FILES);
  const lines = text
    .split('\n')
    .slice(0, random.whole(1, 6))
    .join(random.oneOf(['\n', '\r\n', '\r']));
  const bytes = bytesOf(lines, random);
  const read = readCsv(bytes);
  if (!read.ok && (read.error.problem === '' || read.error.advice === ''))
    throw new Error('refused without words');
  if (!read.ok) return;
  for (const cells of [read.value.header, ...read.value.rows.map(({ cells }) => cells)])
    for (const cell of cells)
      if (/\p{Cc}|\ufeff/u.test(cell)) throw new Error(`kept as it was: ${JSON.stringify(cell)}`);
}

function bytesOf(text: string, random: Random): Uint8Array {
  switch (random.whole(0, 7)) {
    case 0:
      return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    case 1:
      return strToU8(`\ufeff${spoiledText(text, random)}`);
    case 2:
      return spoiledBytes(strToU8(text), random);
    case 3:
      return strToU8(text.replaceAll(',', random.oneOf([';', '\t', ',"', '",', ',,,,,,,,', '\0'])));
    case 4:
      return random.chance(0.002) ? strToU8(`${'a,'.repeat(1_000_000)}\n`) : strToU8(text.replace(',', ',"'));
    case 5:
      return strToU8(
        `${text}\n${random.oneOf(['"', '=cmd()', '\u202e', '\ud800', 'x'.repeat(70_000), '","","'])}`,
      );
    default:
      return strToU8(spoiledText(text, random));
  }
}

function playZip(random: Random): void {
  const entries = Object.fromEntries(
    FILES.slice(0, 3).map(([name, text]) => [nameOf(name, random), strToU8(text.slice(0, 200))]),
  );
  const zip = zipSync(entries, { level: random.chance(0.5) ? 0 : 6 });
  const problems = createProblems();
  const upload = readUpload(new Map([['0/a.zip', spoiledBytes(zip, random)]]), problems);
  for (const { name, bytes } of upload.values()) {
    if (/[/\\]/.test(name)) throw new Error(`a way out: ${name}`);
    if (bytes.length > 128 * 2 ** 20) throw new Error('too much was unpacked');
  }
}

function nameOf(name: string, random: Random): string {
  return random.chance(0.7)
    ? name
    : random.oneOf([`../../${name}`, `C:\\${name}`, '\0.csv', 'constructor', `a/${name}`]);
}

async function openStage(): Promise<Stage> {
  const hub = new HostileHub();
  const { parts } = hub.assembly;
  return {
    async play(random) {
      const before = dumpOf(hub);
      const files = new Map(FILES.map(([name, text], i) => [`${i}/${name}`, fileFor(text, random)]));
      const dryRun = random.chance(0.3);
      const report = await importCampus(parts, files, { dryRun });
      if (report.applied !== (report.errors.length === 0 && !dryRun))
        throw new Error('applied with errors, or not without');
      if (!report.applied && dumpOf(hub) !== before) throw new Error('not applied, and changed something');
      for (const { problem, advice } of report.errors)
        if (!problem || !advice) throw new Error('an error without words');
      hub.expectNoErrors();
    },
    close: () => hub.close(),
  };
}

function fileFor(text: string, random: Random): Uint8Array {
  if (random.chance(0.85)) return strToU8(text);
  if (random.chance(0.3)) return bytesOf(text, random);
  // One cell of one row.
  const lines = text.split('\n');
  const at = random.whole(1, Math.max(1, lines.length - 2));
  return strToU8(lines.with(at, spoiledText(lines[at] ?? '', random)).join('\n'));
}

function dumpOf({ sqlite }: HostileHub): string {
  const names = sqlite
    .prepare("select name from sqlite_schema where type = 'table' order by name")
    .pluck()
    .all() as string[];
  return names.map((name) => JSON.stringify(sqlite.prepare(`select * from "${name}"`).all())).join('\n');
}
