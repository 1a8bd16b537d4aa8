import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { runSeed } from './sim/run-seed.ts';
import { sqliteDisks } from './sim/sqlite-disks.ts';

const SEEDS = 100;

test(`${SEEDS} simulated campuses on real SQLite lose nothing, double nothing and settle by themselves`, () => {
  const folder = temporaryFolder();
  const failures = Array.from({ length: SEEDS }, (_, index) => index + 1).flatMap((seed) => {
    const result = runSeed(seed, { disks: sqliteDisks(join(folder, `${seed}`)), schemas: true });
    return 'why' in result ? [`${result.why}: npm run simulate -- --sqlite --seed=${seed}`] : [];
  });
  expect(failures).toEqual([]);
});
