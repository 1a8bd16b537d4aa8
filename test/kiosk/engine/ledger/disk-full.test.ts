import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ledgerIn } from './a-ledger.ts';
import { touch, unwrap } from './ledger-facts.ts';

/** A real file system of this size; the test is skipped, saying why, where one can't be mounted. */
function smallDisk(context: TestContext, mebibytes: number): string {
  const folder = temporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder], {
    encoding: 'utf8',
  });
  if (mounted.status !== 0) {
    const why = `a small disk can't be mounted here (${(mounted.stderr ?? String(mounted.error)).trim()})`;
    process.stderr.write(`skipped: ${why}\n`);
    context.skip(why);
  }
  onTestFinished(() => {
    spawnSync('umount', [folder]);
  });
  return folder;
}

/** Records until the disk refuses; what it refused with, and how many it kept before. */
function recordUntilRefused(ledger: ReturnType<typeof ledgerIn>) {
  for (let kept = 0; kept < 100_000; kept++) {
    const written = ledger.append('presentation', touch(kept).body);
    if (!written.ok) return { kept, problem: written.error };
  }
  throw new Error('the disk never became full');
}

// Somebody fills the kiosk's disk with something else. The next touch is not shown green, but nothing that was is lost; when there is
// space again the kiosk goes on without a restart.
test('a full disk refuses the next touch, loses none before it, and is forgotten when there is space again', (context) => {
  const folder = smallDisk(context, 3);
  const filler = join(folder, 'somebody-elses.log');
  writeFileSync(filler, Buffer.alloc(1024 * 1024));
  const ledger = ledgerIn(folder);
  const { kept, problem } = recordUntilRefused(ledger);
  expect(problem.kind).toBe('disk-full');
  expect(problem.text).toContain('full');
  expect(ledger.head().seq).toBe(kept + 1);
  expect(ledger.append('presentation', touch(0).body).ok).toBe(false);

  rmSync(filler);
  const { seq } = unwrap(ledger.append('presentation', touch(1).body));
  expect(seq).toBe(kept + 2);
  ledger.close();
  expect(ledgerIn(folder).head().seq).toBe(kept + 2);
});

test('on a full disk the ballast is given up, somebody is told, and recording goes on', (context) => {
  const folder = smallDisk(context, 8);
  const alarms: string[] = [];
  const ledger = ledgerIn(folder, {
    ballastBytes: 1024 * 1024,
    onBallastReleased: () => alarms.push('released'),
  });
  writeFileSync(join(folder, 'somebody-elses.log'), Buffer.alloc(5 * 1024 * 1024));
  let touched = 0;
  while (alarms.length === 0) unwrap(ledger.append('presentation', touch(touched++).body));
  const before = ledger.head().seq;
  const { kept, problem } = recordUntilRefused(ledger);
  expect(problem.kind).toBe('disk-full');
  expect(alarms).toEqual(['released']);
  expect(kept).toBeGreaterThan(20);
  expect(ledger.head().seq).toBe(before + kept);
});
