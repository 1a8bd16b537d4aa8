import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { runSeed } from './sim/run-seed.ts';
import { sqliteDisks } from './sim/sqlite-disks.ts';

const SEEDS = 100;

/** Half a minute on a quiet machine, nearly all of it waiting for the disk. */
const TIMEOUT_MS = 600_000;

test(`${SEEDS} simulated campuses on real SQLite lose nothing, double nothing and settle by themselves`, {
  timeout: TIMEOUT_MS,
}, () => {
  const folder = temporaryFolder();
  const failures = Array.from({ length: SEEDS }, (_, index) => index + 1).flatMap((seed) => {
    const result = runSeed(seed, { disks: sqliteDisks(join(folder, `${seed}`)), schemas: true });
    return 'why' in result ? [`${result.why}: npm run simulate -- --sqlite --seed=${seed}`] : [];
  });
  expect(failures).toEqual([]);
});
