import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { expect, type TestContext, test } from 'vitest';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ledgerIn } from './a-ledger.ts';
import { recordTouches } from './ledger-facts.ts';

/** A library that makes flushes fail when told; the test is skipped, saying why, where none can be built. */
function failingDisk(context: TestContext): string {
  const library = join(temporaryFolder(), 'failing-disk.so');
  const source = join(import.meta.dirname, 'failing-disk.c');
  const built = spawnSync('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl'], { encoding: 'utf8' });
  if (process.platform !== 'linux' || built.status !== 0) {
    const why = 'no failing disk can be built here: it takes Linux and a C compiler';
    process.stderr.write(`skipped: ${why}\n`);
    context.skip(why);
  }
  return library;
}

// The disk under a kiosk refuses to flush once. What SQLite then holds in memory may not be what is on the disk, so the kiosk must not show
// green again, even though the disk works again, before the file was opened and verified anew.
test('after a flush that failed nothing more is taken until the ledger was opened anew', (context) => {
  const library = failingDisk(context);
  const folder = temporaryFolder();
  const failSwitch = join(temporaryFolder(), 'disk-fails');
  const ran = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'failing-disk-child.ts'), folder, failSwitch],
    {
      encoding: 'utf8',
      env: { ...process.env, LD_PRELOAD: library, MUSTER_DISK_FAILS: failSwitch },
    },
  );
  expect(ran.stderr).toBe('');
  expect(JSON.parse(ran.stdout)).toEqual({
    before: 'kept 2',
    meanwhile: 'disk-error',
    afterwards: {
      append: 'disk-error',
      number: false,
      hubEvents: 'LedgerWriteError',
      newEpoch: 'LedgerWriteError',
      head: 2,
    },
  });

  const reopened = ledgerIn(folder);
  const kept = reopened.head().seq;
  // The touch that was refused may be on the disk or not: recorded but not shown is allowed, the reverse never.
  expect([2, 3]).toContain(kept);
  recordTouches(reopened, 1);
  expect(reopened.head().seq).toBe(kept + 1);
});
