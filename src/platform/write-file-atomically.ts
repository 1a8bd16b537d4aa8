import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';

/** Replaces a file so that a reader, or a power cut at any moment, finds the old or the new content and never a part. */
export function writeFileAtomically(path: string, content: string | Uint8Array, mode = 0o600): void {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = openSync(temporary, 'w', mode);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  fsyncFolder(dirname(path));
}

/** Makes names that were created, renamed or removed in a folder durable. */
export function fsyncFolder(folder: string): void {
  // Windows has no handle on a folder to flush; NTFS journals names by itself.
  if (process.platform === 'win32') return;
  fsync(folder, 'r');
}

/** Makes what was written to a file durable. */
export function fsyncFile(path: string): void {
  fsync(path, 'r+');
}

function fsync(path: string, flags: string): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
