import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { problemOf } from '#platform/database-problem.ts';
import { isOlder, openDatabase, quickCheck } from '#platform/sqlite.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('a database', () => {
  it('is opened so that what was committed survives a power cut', () => {
    const opened = openDatabase(join(temporaryFolder(), 'a.db'));
    if (!opened.ok) throw new Error(opened.error.text);
    const db = opened.value;
    const pragma = (name: string) => db.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('fullfsync')).toBe(1);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('trusted_schema')).toBe(0);
    expect(pragma('mmap_size')).toBe(0);
    expect(quickCheck(db)).toBeUndefined();
    db.close();
  });

  it('that is not a database is a problem with words, and is not touched', () => {
    const path = join(temporaryFolder(), 'a.db');
    writeFileSync(path, 'not a database '.repeat(500));
    expect(openDatabase(path)).toMatchObject({ ok: false, error: { kind: 'damaged', path } });
  });

  it('in a folder that is not there makes no folder', () => {
    const folder = join(temporaryFolder(), 'nowhere');
    expect(openDatabase(join(folder, 'a.db'))).toMatchObject({ ok: false, error: { kind: 'unusable' } });
    expect(existsSync(folder)).toBe(false);
  });

  it('that is held by somebody else is a problem, not a wait for ever', () => {
    const path = join(temporaryFolder(), 'a.db');
    const other = new Database(path);
    other.pragma('journal_mode = DELETE');
    other.exec('begin exclusive');
    expect(openDatabase(path)).toMatchObject({ ok: false, error: { kind: 'unusable' } });
    other.close();
  }, 30_000);
});

describe('versions of SQLite', () => {
  it('are compared number by number', () => {
    const oldest = [3, 51, 3];
    expect(['3.51.2', '3.9.9', '2.99.99', '3.51'].map((version) => isOlder(version, oldest))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(
      ['3.51.3', '3.51.10', '3.52.0', '4.0.0', '3.54.1'].some((version) => isOlder(version, oldest)),
    ).toBe(false);
  });
});

describe('what a failure means', () => {
  const kindOf = (code: string) => problemOf(new Database.SqliteError('it failed', code), '/data/a.db').kind;

  it('is told by its code', () => {
    expect(['SQLITE_CORRUPT', 'SQLITE_CORRUPT_INDEX', 'SQLITE_NOTADB'].map(kindOf)).toEqual([
      'damaged',
      'damaged',
      'damaged',
    ]);
    expect(['SQLITE_IOERR_FSYNC', 'SQLITE_IOERR_WRITE'].map(kindOf)).toEqual(['disk-error', 'disk-error']);
    expect(kindOf('SQLITE_FULL')).toBe('disk-full');
    expect(['SQLITE_CANTOPEN', 'SQLITE_READONLY'].map(kindOf)).toEqual(['unusable', 'unusable']);
  });

  it('of a file beside the database is told the same way', () => {
    const failure = (code: string) => Object.assign(new Error(code), { code, syscall: 'write' });
    expect(problemOf(failure('ENOSPC'), '/data/a').kind).toBe('disk-full');
    expect(problemOf(failure('EIO'), '/data/a').kind).toBe('disk-error');
    expect(problemOf(failure('EACCES'), '/data/a').kind).toBe('unusable');
  });

  it('is a bug when it is about the program and not the disk', () => {
    const constraint = new Database.SqliteError('UNIQUE constraint failed', 'SQLITE_CONSTRAINT_UNIQUE');
    expect(() => problemOf(constraint, '/data/a.db')).toThrow(constraint);
    expect(() => problemOf(new TypeError('undefined is not a function'), '/data/a.db')).toThrow(TypeError);
  });
});
