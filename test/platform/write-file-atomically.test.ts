import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { writeFileAtomically } from '#platform/write-file-atomically.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a file is replaced as a whole, and nothing else is left behind', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a.json');
  writeFileAtomically(path, 'old '.repeat(1000));
  writeFileAtomically(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test.skipIf(process.platform === 'win32')('it is readable by its user only, unless told otherwise', () => {
  const folder = temporaryFolder();
  writeFileAtomically(join(folder, 'secret'), 'a');
  writeFileAtomically(join(folder, 'public'), 'a', 0o644);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'public')).mode & 0o777).toBe(0o644 & ~process.umask());
});

test('when it can not be replaced the old content stays', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a');
  mkdirSync(join(path, 'in-the-way'), { recursive: true });
  expect(() => writeFileAtomically(path, 'new')).toThrow();
  expect(readdirSync(path)).toEqual(['in-the-way']);
});
