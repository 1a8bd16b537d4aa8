import Database from 'better-sqlite3';

/** Why a database can't be used or written. `text` is for an operator: it says what happened in plain words. */
export type DatabaseProblem =
  /** The file is not, or no longer, a sound database. Never overwritten: set it aside. */
  | { readonly kind: 'damaged'; readonly path: string; readonly text: string }
  /** A later version of the program has changed the file's schema. */
  | { readonly kind: 'newer'; readonly path: string; readonly text: string }
  /** Nothing was written; works again as soon as there is space. */
  | { readonly kind: 'disk-full'; readonly path: string; readonly text: string }
  /** The disk refused a read, write or flush. After a failed flush nobody knows what is kept: restart and verify. */
  | { readonly kind: 'disk-error'; readonly path: string; readonly text: string }
  /** Not to be opened as it is: no right to it, no such folder, a disk that can't hold a WAL. */
  | { readonly kind: 'unusable'; readonly path: string; readonly text: string };

/** What an error thrown by SQLite, or by the file system under it, means for its user. Any other error is a bug and is thrown again. */
export function problemOf(error: unknown, path: string): DatabaseProblem {
  if (error instanceof Error && 'syscall' in error && 'code' in error)
    return problemOfFile(String(error.code), error, path);
  if (error instanceof TypeError && error.message.includes('directory does not exist')) {
    return { kind: 'unusable', path, text: `The folder of ${path} does not exist.` };
  }
  if (!(error instanceof Database.SqliteError)) throw error;
  const detail = `${error.message} (${error.code})`;
  const primary = error.code.split('_').slice(0, 2).join('_');
  switch (primary) {
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return { kind: 'damaged', path, text: `${path} is damaged: ${detail}.` };
    case 'SQLITE_FULL':
      return { kind: 'disk-full', path, text: `The disk that holds ${path} is full.` };
    case 'SQLITE_IOERR':
      // The index of the WAL couldn't grow: so a full disk shows itself to whoever opens a database on it.
      if (error.code === 'SQLITE_IOERR_SHMSIZE')
        return { kind: 'disk-full', path, text: `The disk that holds ${path} is full.` };
      return { kind: 'disk-error', path, text: `The disk that holds ${path} failed: ${detail}.` };
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_PERM':
    case 'SQLITE_READONLY':
    case 'SQLITE_AUTH':
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
    case 'SQLITE_PROTOCOL':
    case 'SQLITE_NOLFS':
      return { kind: 'unusable', path, text: `${path} can't be used: ${detail}.` };
    default:
      throw error;
  }
}

function problemOfFile(code: string, error: Error, path: string): DatabaseProblem {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { kind: 'disk-full', path, text: `The disk that holds ${path} is full.` };
    case 'EACCES':
    case 'EPERM':
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'unusable', path, text: `${path} can't be used: ${error.message}.` };
    default:
      return { kind: 'disk-error', path, text: `The disk that holds ${path} failed: ${error.message}.` };
  }
}
