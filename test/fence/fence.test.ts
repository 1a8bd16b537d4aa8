import { execFile } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Checker, innocent, violations } from './plants.ts';

// The story: someone upgrades the compiler or the linter, and a rule silently stops working. A fence that stopped
// working looks exactly like clean code, so every rule is broken once here, in a copy of the project's configuration.

type Complaint = { readonly path: string; readonly text: string };

const project = join(import.meta.dirname, '../..');
const modules = join(project, 'node_modules');
const folder = mkdtempSync(join(tmpdir(), 'muster-fence-'));

const arguments_: Readonly<Record<Checker, readonly string[]>> = {
  tsc: [join(modules, 'typescript/bin/tsc'), '-b', '--pretty', 'false'],
  biome: [
    join(modules, '@biomejs/biome/bin/biome'),
    'lint',
    '--vcs-enabled=false',
    '--max-diagnostics=none',
    '--reporter=json',
  ],
};

/** The project's configuration with nothing in it but the honest files and those that break this checker's rules. */
function plant(checker: Checker): string {
  const copy = join(folder, checker);
  const write = (path: string, code: string): void => {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), code);
  };
  for (const path of globSync(['*.json', 'src/**/tsconfig.json', 'src/domain/*.d.ts'], { cwd: project })) {
    cpSync(join(project, path), join(copy, path));
  }
  // The compiler writes into node_modules/.cache, and that must not be the project's own.
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(modules)) {
    if (name !== '.cache') symlinkSync(join(modules, name), join(copy, 'node_modules', name), 'junction');
  }
  const zones = globSync('src/**/tsconfig.json', { cwd: copy }).map((path) => ({ path: dirname(path) }));
  write('tsconfig.json', JSON.stringify({ files: [], references: zones }));
  for (const [path, code] of Object.entries(innocent)) write(path, code);
  for (const { by, path, code } of Object.values(violations)) if (by === checker) write(path, code);
  return copy;
}

/** Everything a checker printed, whatever its exit code: it is meant to fail. */
function outputOf(checker: Checker): Promise<string> {
  const options = { cwd: plant(checker), maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    execFile(process.execPath, arguments_[checker], options, (_, out) => resolve(out));
  });
}

function complaintsOfTsc(output: string): Complaint[] {
  return [...output.matchAll(/^(\S+)\(\d+,\d+\): (error .*)$/gm)].map(([, path = '', text = '']) => ({
    path,
    text,
  }));
}

type BiomeReport = {
  readonly diagnostics: readonly {
    readonly severity: string;
    readonly category: string;
    readonly message: string;
    readonly location: { readonly path: string };
  }[];
};

function complaintsOfBiome(output: string): Complaint[] {
  const report: BiomeReport = JSON.parse(output);
  return report.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ category, message, location }) => ({ path: location.path, text: `${category} ${message}` }));
}

let complaints: Readonly<Record<Checker, readonly Complaint[]>> = { tsc: [], biome: [] };

beforeAll(async () => {
  const [tsc, biome] = await Promise.all([outputOf('tsc'), outputOf('biome')]);
  complaints = { tsc: complaintsOfTsc(tsc), biome: complaintsOfBiome(biome) };
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the fence refuses it when', () => {
  test.each(Object.entries(violations))('%s', (_, { by, path, says }) => {
    const about = complaints[by].filter((complaint) => complaint.path === path);
    expect(about.map(({ text }) => text)).toContainEqual(expect.stringContaining(says));
  });
});

describe('the fence lets honest code pass:', () => {
  test.each(Object.keys(innocent))('%s', (path) => {
    const about = [...complaints.tsc, ...complaints.biome].filter((complaint) => complaint.path === path);
    expect(about).toEqual([]);
  });
});
