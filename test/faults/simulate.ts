import { runSeed } from './sim/run-seed.ts';
import { summarise } from './sim/summarise.ts';

// `npm run simulate -- --seeds=N` runs N seeds after another; `--seed=S` only that one. The same seed is the same life.

const given = new Map(
  process.argv.slice(2).map((one) => one.replace(/^--/, '').split('=') as [string, string]),
);
const only = given.get('seed');
const first = Number(only ?? given.get('from') ?? 1);
const count = only === undefined ? Number(given.get('seeds') ?? 2_000) : 1;

const started = performance.now();
const results = Array.from({ length: count }, (_, index) => runSeed(first + index));
const failures = results.filter((result) => 'why' in result);
for (const { seed, why, virtualMs } of failures) {
  process.stdout.write(
    `seed ${seed} at ${virtualMs / 1_000} s: ${why}\n  npm run simulate -- --seed=${seed}\n`,
  );
}
process.stdout.write(`${summarise(results, performance.now() - started)}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
