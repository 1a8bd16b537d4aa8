import { onTestFinished } from 'vitest';
import { createLog } from '#platform/log.ts';
import type { Directory } from '../../../../src/kiosk/engine/directory/directory.ts';
import { openDirectory } from '../../../../src/kiosk/engine/directory/open-directory.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { MIGRATIONS } from './directory-facts.ts';

/** A directory in its file, closed after the test; `lines` gets what it logs. */
export function directoryIn(
  folder = temporaryFolder(),
  migrations = MIGRATIONS,
  lines: string[] = [],
): Directory {
  const log = createLog({ level: 'info', write: (line) => lines.push(line) });
  const opened = openDirectory({ folder, migrations, log });
  if (!opened.ok) throw new Error(opened.error.text);
  onTestFinished(() => opened.value.close());
  return opened.value;
}
