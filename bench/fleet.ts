import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { inBenchFolder } from './bench-folder.ts';
import type { BenchResult } from './figure.ts';
import { furnishHub } from './fleet/big-campus.ts';
import { tooFewFiles } from './fleet/open-files.ts';
import { reportsStage } from './fleet/reports.ts';
import { runLoad } from './fleet/run-load.ts';
import { STAGES, type Stage, type StageOptions } from './fleet/stages.ts';
import { machineLine, thisMachine } from './machine.ts';
import { median } from './quantile.ts';
import { markdownTable, plainTable } from './table.ts';

const HELP = `Usage: npm run bench:fleet -- [--only=NAME,...] [--kiosks=N] [--seconds=N] [--repeat=N] [--profile=FOLDER]

  --only=NAME     of steady, storm, deep, held, held-busy, reports (all)
  --kiosks=N      kiosks of the stages steady and storm (2000)
  --seconds=N     how long a stage without an end of its own goes on (20)
  --repeat=N      plays each stage N times and gives the median of each figure (1)
  --profile=DIR   has the hub leave a CPU profile there

The hub itself in a process of its own, and a campus of kiosks in another one on the same machine, over loopback. Figures are as
measured here and now: nothing fails because of them.
`;

const OUT = join(import.meta.dirname, '../out');

type Wish = StageOptions & {
  readonly only: readonly string[] | undefined;
  readonly repeat: number;
  readonly profileTo: string | undefined;
};

type Play = { readonly name: string; readonly play: (wish: Wish) => Promise<BenchResult | undefined> };

const PLAYS: readonly Play[] = [
  ...STAGES.map((stage) => ({ name: stage.name, play: (wish: Wish) => playStage(stage, wish) })),
  { name: 'reports', play: () => reportsStage(tell) },
];

async function measure(wish: Wish): Promise<void> {
  const machine = thisMachine();
  process.stdout.write(`${machineLine(machine)}; hub and generator share the cores\n\n`);
  const results: BenchResult[] = [];
  for (const { name, play } of PLAYS.filter((one) => wish.only?.includes(one.name) ?? true)) {
    const result = await repeated(name, () => play(wish), wish.repeat);
    if (result === undefined) continue;
    results.push(result);
    process.stdout.write(`\n${plainTable([result])}\n`);
  }
  mkdirSync(OUT, { recursive: true });
  const json = { at: new Date().toISOString(), machine, repeat: wish.repeat, results };
  writeFileSync(join(OUT, 'bench-fleet.json'), `${JSON.stringify(json, null, 2)}\n`);
  writeFileSync(join(OUT, 'bench-fleet.md'), markdownTable(results));
  process.stdout.write('Also in out/bench-fleet.json and out/bench-fleet.md.\n');
}

async function playStage(stage: Stage, wish: Wish): Promise<BenchResult | undefined> {
  const rooms = stage.rooms(wish);
  const refused = tooFewFiles(rooms);
  if (refused !== undefined) {
    tell(stage.name, refused);
    return undefined;
  }
  return await inBenchFolder(async (folder) => {
    tell(stage.name, `making a campus of ${rooms} rooms`);
    const campus = join(folder, 'campus.json');
    const data = join(folder, 'data');
    writeFileSync(campus, JSON.stringify(furnishHub(data, rooms)));
    tell(stage.name, 'starting hub and kiosks');
    const progress = (text: string) => tell(stage.name, text);
    const ran = await runLoad({ ...stage.load(wish), campus }, { data, progress, profileTo: wish.profileTo });
    if (ran.load.losses !== '') tell(stage.name, `links ended: ${ran.load.losses}`);
    const { name, title } = stage;
    return { name, title, how: stage.how(wish), figures: stage.figures(ran) };
  });
}

async function repeated(
  name: string,
  play: () => Promise<BenchResult | undefined>,
  times: number,
): Promise<BenchResult | undefined> {
  const runs: BenchResult[] = [];
  for (let i = 1; i <= times; i += 1) {
    if (times > 1) tell(name, `run ${i} of ${times}`);
    const result = await play();
    if (result !== undefined) runs.push(result);
  }
  const [first] = runs;
  if (first === undefined) return undefined;
  const valuesOf = (at: number) => runs.map(({ figures }) => figures[at]?.value ?? Number.NaN);
  const figures = first.figures.map((figure, at) => ({ ...figure, value: median(valuesOf(at)) }));
  return { ...first, figures };
}

let told = 0;

/** A line every second at most: what it says last is what counts. */
function tell(stage: string, text: string): void {
  const now = performance.now();
  if (/drained|written|connected/.test(text) && now - told < 1_000) return;
  told = now;
  process.stderr.write(`${stage}: ${text}\n`);
}

function wishIn(argv: readonly string[]): Wish | undefined {
  const options = {
    only: { type: 'string' },
    kiosks: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '20' },
    repeat: { type: 'string', default: '1' },
    profile: { type: 'string' },
  } as const;
  const { values } = parseArgs({ args: [...argv], options });
  const only = values.only?.split(',');
  const isKnown = only?.every((name) => PLAYS.some((one) => one.name === name)) ?? true;
  const [kiosks = 0, seconds = 0, repeat = 0] = [values.kiosks, values.seconds, values.repeat].map(Number);
  const areNumbers = [kiosks, seconds, repeat].every((each) => Number.isInteger(each) && each > 0);
  return isKnown && areNumbers && kiosks <= 0xffff - 100
    ? { only, kiosks, seconds, repeat, profileTo: values.profile }
    : undefined;
}

const argv = process.argv.slice(2);
const wish = argv.includes('--help') ? undefined : wishIn(argv);
if (wish === undefined) {
  process.stdout.write(HELP);
  process.exitCode = argv.includes('--help') ? 0 : 2;
} else await measure(wish);
