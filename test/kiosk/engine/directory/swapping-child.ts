import { writeSync } from 'node:fs';
import process from 'node:process';
import { createLog } from '#platform/log.ts';
import { openDirectory } from '../../../../src/kiosk/engine/directory/open-directory.ts';
import { apply, MIGRATIONS } from './directory-facts.ts';
import { TWO_DIRECTORIES } from './two-directories.ts';

// Replaces one whole directory by another until it is killed, and says so for the first few times.
const [folder = ''] = process.argv.slice(2);
const opened = openDirectory({ folder, migrations: MIGRATIONS, log: createLog({ level: 'warn' }) });
if (!opened.ok) throw new Error(opened.error.text);
for (let swaps = 0; ; swaps++) {
  for (const whole of TWO_DIRECTORIES) apply(opened.value, whole);
  if (swaps < 10) writeSync(1, 'swapped\n');
}
