import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ProcessLock } from '#platform/process-lock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a folder is given to one at a time', () => {
  const path = join(temporaryFolder(), 'kiosk.lock');
  const first = ProcessLock.take(path);
  if (!first.ok) throw new Error(first.error.text);
  const refused = ProcessLock.take(path);
  expect(refused).toMatchObject({ ok: false, error: { kind: 'already-running', path } });
  first.value.release();
  const second = ProcessLock.take(path);
  expect(second.ok).toBe(true);
  if (second.ok) second.value.release();
});

test('a file that a holder left behind is no lock', () => {
  const path = join(temporaryFolder(), 'kiosk.lock');
  writeFileSync(path, '');
  const taken = ProcessLock.take(path);
  expect(taken.ok).toBe(true);
  if (taken.ok) taken.value.release();
});

test('a folder that is not there is a problem, not a crash', () => {
  const taken = ProcessLock.take(join(temporaryFolder(), 'nowhere/kiosk.lock'));
  expect(taken).toMatchObject({ ok: false, error: { kind: 'unusable' } });
});
