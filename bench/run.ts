import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { appendResult } from './append-result.ts';
import { benchCard } from './card.ts';
import { benchEngine } from './engine.ts';
import type { Bench, BenchResult, Figure } from './figure.ts';
import { benchFolds } from './folds.ts';
import { ingestResult } from './ingest-result.ts';
import { type Machine, machineLine, thisMachine } from './machine.ts';
import { median } from './quantile.ts';
import { benchStart } from './start.ts';
import { markdownTable, plainTable } from './table.ts';
import { benchTap } from './tap.ts';

const HELP = `Usage: npm run bench -- [--only=NAME] [--repeat=N]

  --only=NAME   one of append, ingest, folds, engine, start, card, tap
  --repeat=N    runs each N times and gives the median of each figure (1)

Figures are as measured here and now. Nothing fails because of them: what else a machine does is in them.
`;

const BENCHES: readonly Bench[] = [
  { name: 'append', run: appendResult },
  { name: 'ingest', run: ingestResult },
  { name: 'folds', run: benchFolds },
  { name: 'engine', run: benchEngine },
  { name: 'start', run: benchStart },
  { name: 'card', run: benchCard },
  { name: 'tap', run: benchTap },
];

const OUT = join(import.meta.dirname, '../out');

type Wish = { readonly benches: readonly Bench[]; readonly repeat: number };

async function measure({ benches, repeat }: Wish): Promise<void> {
  const machine = thisMachine();
  process.stdout.write(`${machineLine(machine)}\n\n`);
  const results: BenchResult[] = [];
  for (const bench of benches) {
    const result = await repeated(bench, repeat).catch((error: unknown) => noResult(bench, error));
    if (result === undefined) continue;
    results.push(result);
    process.stdout.write(`${plainTable([result])}\n`);
  }
  if (results.length > 0) keep(machine, results, repeat);
}

/** One that could not be measured doesn't cost the figures of the others. */
function noResult({ name }: Bench, error: unknown): undefined {
  process.exitCode = 1;
  process.stderr.write(`${name} could not be measured: ${error instanceof Error ? error.stack : error}\n\n`);
}

/** For other programs, and for a page. */
function keep(machine: Machine, results: readonly BenchResult[], repeat: number): void {
  mkdirSync(OUT, { recursive: true });
  const json = { at: new Date().toISOString(), machine, repeat, results };
  writeFileSync(join(OUT, 'bench.json'), `${JSON.stringify(json, null, 2)}\n`);
  writeFileSync(join(OUT, 'bench.md'), markdownTable(results));
  process.stdout.write('Also in out/bench.json and out/bench.md.\n');
}

async function repeated(bench: Bench, times: number): Promise<BenchResult> {
  const runs: BenchResult[] = [];
  for (let i = 0; i < times; i += 1) runs.push(await bench.run());
  const [first] = runs;
  if (first === undefined) throw new Error('nothing was run');
  return {
    ...first,
    figures: first.figures.map((figure, i) =>
      middleOf(
        figure,
        runs.map(({ figures }) => figures[i]),
      ),
    ),
  };
}

function middleOf(figure: Figure, runs: readonly (Figure | undefined)[]): Figure {
  return { ...figure, value: median(runs.map((run) => run?.value ?? Number.NaN)) };
}

function wishIn(argv: readonly string[]): Wish | undefined {
  const options = { only: { type: 'string' }, repeat: { type: 'string', default: '1' } } as const;
  const { values } = parseArgs({ args: [...argv], options });
  const benches = BENCHES.filter(({ name }) => values.only === undefined || values.only === name);
  const repeat = Number(values.repeat);
  return benches.length > 0 && Number.isInteger(repeat) && repeat > 0 ? { benches, repeat } : undefined;
}

const argv = process.argv.slice(2);
const wish = argv.includes('--help') ? undefined : wishIn(argv);
if (wish === undefined) {
  process.stdout.write(HELP);
  process.exitCode = argv.includes('--help') ? 0 : 2;
} else await measure(wish);
