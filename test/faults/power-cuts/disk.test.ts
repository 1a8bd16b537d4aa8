import { expect, test } from 'vitest';
import { randomFrom } from '../../support/seed.ts';
import { Disk, WAYS } from './disk.ts';
import type { DiskOperation } from './disk-operation.ts';

function diskAfter(...operations: readonly DiskOperation[]): Disk {
  const disk = new Disk();
  for (const operation of operations) disk.play(operation);
  return disk;
}

const create = (path: string): DiskOperation => ({ kind: 'create', path });
const write = (path: string, text: string, offset = 0): DiskOperation => ({
  ...{ kind: 'write', path, offset },
  bytes: Buffer.from(text),
});
const sync = (path: string): DiskOperation => ({ kind: 'sync', path });

function left(disk: Disk, way: (typeof WAYS)[number], seed = 1): Record<string, string> {
  const files = [...disk.afterCut(way, randomFrom(seed))];
  return Object.fromEntries(files.map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
}

test('a file whose folder was not flushed is gone, whatever was flushed into it', () => {
  const disk = diskAfter(create('a'), write('a', 'one'), sync('a'));
  expect(left(disk, 'dropped')).toEqual({});
  expect(left(disk, 'kept')).toEqual({ a: 'one' });
  disk.play(sync(''));
  for (const way of WAYS) expect(left(disk, way)).toEqual({ a: 'one' });
});

test('bytes that were not flushed are gone, and only they', () => {
  const disk = diskAfter(
    create('hub/a'),
    sync('hub'),
    write('hub/a', 'one'),
    sync('hub/a'),
    write('hub/a', 'two', 3),
  );
  expect(left(disk, 'dropped')).toEqual({ 'hub/a': 'one' });
  expect(left(disk, 'kept')).toEqual({ 'hub/a': 'onetwo' });
});

test('a file is replaced once its folder was flushed, and holds what was flushed into it', () => {
  const before = [create('a'), write('a', 'old'), sync('a'), sync('')];
  const disk = diskAfter(...before, create('b'), write('b', 'new'), sync('b'), {
    kind: 'rename',
    from: 'b',
    to: 'a',
  });
  expect(left(disk, 'dropped')).toEqual({ a: 'old' });
  expect(left(disk, 'kept')).toEqual({ a: 'new' });
  disk.play(sync(''));
  expect(left(disk, 'dropped')).toEqual({ a: 'new' });
});

test('a file that was deleted comes back unless its folder was flushed', () => {
  const disk = diskAfter(create('a'), write('a', 'one'), sync('a'), sync(''), { kind: 'unlink', path: 'a' });
  expect(left(disk, 'dropped')).toEqual({ a: 'one' });
  expect(left(disk, 'kept')).toEqual({});
});

test('a torn write leaves whole sectors of the old and the new, in every combination', () => {
  const before = [create('a'), write('a', 'o'.repeat(1_024)), sync('a'), sync('')];
  const disk = diskAfter(...before, write('a', 'n'.repeat(1_024)));
  const seen = new Set(Array.from({ length: 200 }, (_, seed) => left(disk, 'torn', seed)['a']));
  const [o, n] = ['o'.repeat(512), 'n'.repeat(512)];
  expect(seen).toEqual(new Set([o + o, o + n, n + o, n + n]));
});

test('what was cut off and written again is one or the other', () => {
  const disk = diskAfter(create('a'), write('a', 'long'), sync('a'), sync(''), {
    kind: 'truncate',
    path: 'a',
    size: 2,
  });
  expect(left(disk, 'dropped')).toEqual({ a: 'long' });
  expect(left(disk, 'kept')).toEqual({ a: 'lo' });
  disk.play(write('a', '!', 3));
  expect(left(disk, 'kept')).toEqual({ a: 'lo\0!' });
});
