import Database from 'better-sqlite3';

/**
 * `full`: nothing was written, and it works again as soon as there is room. `failed`: the disk refused a write or a flush, and nobody knows
 * what of it is kept.
 */
export type DiskTrouble = 'full' | 'failed';

/** What an error says about the disk under the hub; undefined: it is about something else. */
export function diskTroubleIn(error: unknown): DiskTrouble | undefined {
  if (!(error instanceof Error)) return undefined;
  // Whoever builds queries wraps what the database said.
  if (!('code' in error)) return diskTroubleIn(error.cause);
  return error instanceof Database.SqliteError ? troubleOfDatabase(error.code) : troubleOfFile(error.code);
}

function troubleOfDatabase(code: string): DiskTrouble | undefined {
  switch (code) {
    case 'SQLITE_FULL':
    // The index of the WAL couldn't grow, which is how a full disk shows itself to whoever opens a database on it.
    case 'SQLITE_IOERR_SHMSIZE':
      return 'full';
    // A sector that can't be read concerns whoever asked for it, and would be as bad after a new start.
    case 'SQLITE_IOERR_READ':
    case 'SQLITE_IOERR_SHORT_READ':
    case 'SQLITE_IOERR_CORRUPTFS':
      return undefined;
    default:
      return code.startsWith('SQLITE_IOERR') ? 'failed' : undefined;
  }
}

function troubleOfFile(code: unknown): DiskTrouble | undefined {
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'full';
  return code === 'EIO' ? 'failed' : undefined;
}
