import { join } from 'node:path';
import { KeyStore } from '#platform/keys.ts';
import { createLog } from '#platform/log.ts';
import type { FingerBook } from '../../../../src/kiosk/engine/fingers/finger-book.ts';
import { openFingerBook } from '../../../../src/kiosk/engine/fingers/open-finger-book.ts';
import { MIGRATIONS } from '../rig/campus.ts';

export function keysIn(folder: string): KeyStore {
  const keys = KeyStore.open({ path: join(folder, 'keys.json') });
  if (!keys.ok) throw new Error(keys.error.text);
  return keys.value;
}

/** The list of fingers that a kiosk keeps in this folder. */
export function fingerBookIn(folder: string, nowMs = 0): FingerBook {
  const log = createLog({ level: 'silent' });
  const book = openFingerBook({ folder, migrations: MIGRATIONS, keys: keysIn(folder), nowMs, log });
  if (!book.ok) throw new Error(book.error.text);
  return book.value;
}
