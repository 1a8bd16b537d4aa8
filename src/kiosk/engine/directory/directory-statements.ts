import type { Statement } from 'better-sqlite3';
import type { Hash } from '#domain/ids.ts';
import type { ManifestMark } from '#domain/sync/frames.ts';
import type { SqliteDatabase } from '#platform/sqlite.ts';

export type DocumentRow = { readonly id: string; readonly hash: Hash; readonly text: string };

export type DirectoryStatements = {
  readonly documents: Statement<[], DocumentRow>;
  readonly put: Statement<[id: string, hash: Hash, text: string]>;
  readonly remove: Statement<[id: string]>;
  readonly mark: Statement<[], ManifestMark>;
  readonly setMark: Statement<[rev: number, digest: Hash]>;
};

export function prepareDirectoryStatements(db: SqliteDatabase): DirectoryStatements {
  return {
    documents: db.prepare('select doc_id id, hash, text from document order by doc_id'),
    put: db.prepare('insert or replace into document (doc_id, hash, text) values (?, ?, ?)'),
    remove: db.prepare('delete from document where doc_id = ?'),
    mark: db.prepare('select rev, digest from checkpoint'),
    setMark: db.prepare('insert or replace into checkpoint (id, rev, digest) values (1, ?, ?)'),
  };
}
