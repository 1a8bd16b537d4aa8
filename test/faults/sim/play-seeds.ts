import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addLives, type Lives, lifeOf, NO_LIVES } from './lives.ts';
import { runSeed, type SeedFailure, type SeedResult } from './run-seed.ts';
import { sqliteDisks } from './sqlite-disks.ts';

export type Seeds = {
  readonly from: number;
  readonly count: number;
  /** Everything is kept in real databases, and every frame goes through its schema. */
  readonly sqlite: boolean;
};

/** Plays one life after another, in this thread. */
export function playSeeds({ from, count, sqlite }: Seeds): Lives {
  let lives = NO_LIVES;
  for (let seed = from; seed < from + count; seed++) {
    lives = addLives(lives, lifeOf(sqlite ? runSeedOnSqlite(seed) : runSeed(seed)));
  }
  return lives;
}

function runSeedOnSqlite(seed: number): SeedResult | SeedFailure {
  const folder = mkdtempSync(join(tmpdir(), 'muster-simulate-'));
  try {
    return runSeed(seed, { disks: sqliteDisks(folder), schemas: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
