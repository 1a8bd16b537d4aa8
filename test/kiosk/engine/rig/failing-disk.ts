import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import type { TestContext } from 'vitest';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** A library that makes flushes fail when told; the test is skipped, saying why, where none can be built. */
export function failingDisk(context: TestContext): string {
  const library = join(temporaryFolder(), 'failing-disk.so');
  const source = join(import.meta.dirname, '../ledger/failing-disk.c');
  const built = spawnSync('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl'], { encoding: 'utf8' });
  if (process.platform !== 'linux' || built.status !== 0) {
    const why = 'no failing disk can be built here: it takes Linux and a C compiler';
    process.stderr.write(`skipped: ${why}\n`);
    context.skip(why);
  }
  return library;
}
