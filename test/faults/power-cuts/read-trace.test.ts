import { expect, test } from 'vitest';
import { readTrace } from './read-trace.ts';

/** As strace -xx writes it. */
const hex = (text: string) =>
  [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
const FILE = `22<${hex('/data/a.db')}>`;

function operations(...lines: readonly string[]) {
  return readTrace(lines.join('\n'), '/data');
}

test('reads what was done to the folder, and nothing else', () => {
  const opened = `7 openat(AT_FDCWD<${hex('/')}>, "${hex('/data/a.db')}", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = ${FILE}`;
  const read = operations(
    opened,
    `7 openat(AT_FDCWD<${hex('/')}>, "${hex('/etc/passwd')}", O_RDONLY) = 23<${hex('/etc/passwd')}>`,
    `7 pwrite64(${FILE}, "${hex('abc')}", 3, 8) = 3`,
    `7 ftruncate(${FILE}, 4) = 0`,
    `7 fdatasync(${FILE}) = 0`,
    `7 write(1<${hex('/dev/null')}>, "${hex('event 1\n')}", 8) = 8`,
    `7 rename("${hex('/data/a.db')}", "${hex('/data/b.db')}") = 0`,
    `7 unlink("${hex('/data/b.db')}") = 0`,
    `7 unlink("${hex('/data/never.db')}") = -1 ENOENT (No such file or directory)`,
  );
  expect(read).toEqual([
    { kind: 'create', path: 'a.db' },
    { kind: 'write', path: 'a.db', offset: 8, bytes: Buffer.from('abc') },
    { kind: 'truncate', path: 'a.db', size: 4 },
    { kind: 'sync', path: 'a.db' },
    { kind: 'said', line: 'event 1' },
    { kind: 'rename', from: 'a.db', to: 'b.db' },
    { kind: 'unlink', path: 'b.db' },
  ]);
});

test('puts a call together that another thread’s came into the middle of', () => {
  const read = operations(
    `7 pwrite64(${FILE}, "${hex('abc')}", 3, 0 <unfinished ...>`,
    `8 write(15<${hex('anon_inode:[eventfd]')}>, "${hex('x')}", 1) = 1`,
    '7 <... pwrite64 resumed>) = 3',
  );
  expect(read).toEqual([{ kind: 'write', path: 'a.db', offset: 0, bytes: Buffer.from('abc') }]);
});

test('a write of which only a part was taken is that part, and ordinary writes follow each other', () => {
  const opened = `7 openat(AT_FDCWD<${hex('/')}>, "${hex('/data/a.db')}", O_WRONLY|O_CREAT|O_TRUNC, 0600) = ${FILE}`;
  const read = operations(
    opened,
    `7 write(${FILE}, "${hex('abcd')}", 4) = 3`,
    `7 write(${FILE}, "${hex('d')}", 1) = 1`,
  );
  expect(read.slice(1)).toEqual([
    { kind: 'write', path: 'a.db', offset: 0, bytes: Buffer.from('abc') },
    { kind: 'write', path: 'a.db', offset: 3, bytes: Buffer.from('d') },
  ]);
});

test('what it can’t model it refuses', () => {
  const shared = 'PROT_READ|PROT_WRITE, MAP_SHARED';
  expect(() => operations(`7 mmap(NULL, 9, ${shared}, ${FILE}, 0) = 0x7f00`)).toThrow(
    'a.db is written through memory',
  );
  expect(() => operations(`7 fallocate(${FILE}, 0, 0, 9) = 0`)).toThrow('fallocate is not modelled');
  expect(() => operations(`7 pwrite64(${FILE}, "${hex('abc')}"..., 3000, 0) = 3000`)).toThrow(
    'only the beginning',
  );
  const index = `24<${hex('/data/a.db-shm')}>`;
  expect(operations(`7 mmap(NULL, 9, ${shared}, ${index}, 0) = 0x7f00`)).toEqual([]);
});
