import { z } from 'zod';
import { readSettings } from '#platform/settings.ts';
import { playSeeds } from './sim/play-seeds.ts';
import { playSeedsInWorkers } from './sim/play-seeds-in-workers.ts';
import { summarise } from './sim/summarise.ts';

// `npm run simulate -- --seeds=N` plays N seeds on all cores, from `--from` on; `--seed=S` only that one, and the same seed
// is always the same life. `--sqlite` keeps everything in real databases.

const SettingsSchema = z.object({
  seed: z.coerce.number().int().optional(),
  seeds: z.coerce.number().int().min(1).default(5_000),
  from: z.coerce.number().int().default(1),
  sqlite: z.literal('1').optional(),
});

const settings = readSettings(SettingsSchema, { env: process.env, argv: process.argv.slice(2) });
if (settings.ok) await run(settings.value);
else {
  process.stderr.write(`${settings.error}\n`);
  process.exitCode = 2;
}

async function run({ seed, seeds, from, sqlite }: z.infer<typeof SettingsSchema>): Promise<void> {
  const started = performance.now();
  const onSqlite = sqlite !== undefined;
  const lives =
    seed === undefined
      ? await playSeedsInWorkers({ from, count: seeds, sqlite: onSqlite })
      : playSeeds({ from: seed, count: 1, sqlite: onSqlite });
  for (const failure of lives.failures) {
    const command = `npm run simulate -- --seed=${failure.seed}${onSqlite ? ' --sqlite' : ''}`;
    process.stdout.write(`${failure.why}\n  ${command}\n`);
  }
  process.stdout.write(`${summarise(lives, performance.now() - started)}\n`);
  process.exitCode = lives.failures.length > 0 ? 1 : 0;
}
