import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readSettings } from '#platform/settings.ts';
import { runSeed, type SeedOptions } from './sim/run-seed.ts';
import { sqliteDisks } from './sim/sqlite-disks.ts';
import { summarise } from './sim/summarise.ts';

// `npm run simulate -- --seeds=N` runs N seeds after another, from `--from` on; `--seed=S` only that one, and the same seed
// is always the same life. `--sqlite` keeps everything in real databases.

const SettingsSchema = z.object({
  seed: z.coerce.number().int().optional(),
  seeds: z.coerce.number().int().min(1).default(2_000),
  from: z.coerce.number().int().default(1),
  sqlite: z.literal('1').optional(),
});

const settings = readSettings(SettingsSchema, { env: process.env, argv: process.argv.slice(2) });
if (settings.ok) run(settings.value);
else {
  process.stderr.write(`${settings.error}\n`);
  process.exitCode = 2;
}

function run({ seed, seeds, from, sqlite }: z.infer<typeof SettingsSchema>): void {
  const folder = mkdtempSync(join(tmpdir(), 'muster-simulate-'));
  const optionsFor = (one: number): SeedOptions =>
    sqlite === undefined ? {} : { disks: sqliteDisks(join(folder, `${one}`)), schemas: true };
  const chosen = seed === undefined ? Array.from({ length: seeds }, (_, index) => from + index) : [seed];
  const started = performance.now();
  const results = chosen.map((one) => {
    const result = runSeed(one, optionsFor(one));
    rmSync(join(folder, `${one}`), { recursive: true, force: true });
    if ('why' in result) process.stdout.write(`${result.why}\n  ${commandFor(one, sqlite !== undefined)}\n`);
    return result;
  });
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`${summarise(results, performance.now() - started)}\n`);
  process.exitCode = results.some((result) => 'why' in result) ? 1 : 0;
}

function commandFor(seed: number, onSqlite: boolean): string {
  return `npm run simulate -- --seed=${seed}${onSqlite ? ' --sqlite' : ''}`;
}
