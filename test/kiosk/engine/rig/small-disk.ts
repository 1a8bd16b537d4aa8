import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { onTestFinished, type TestContext } from 'vitest';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** A real file system of this size; the test is skipped, saying why, where one can't be mounted. */
export function smallDisk(context: TestContext, mebibytes: number): string {
  const folder = temporaryFolder();
  const size = `size=${mebibytes}m`;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder], { encoding: 'utf8' });
  if (mounted.status !== 0) {
    const why = `a small disk can't be mounted here (${(mounted.stderr ?? String(mounted.error)).trim()})`;
    process.stderr.write(`skipped: ${why}\n`);
    context.skip(why);
  }
  onTestFinished(() => {
    spawnSync('umount', ['-l', folder]);
  });
  return folder;
}
