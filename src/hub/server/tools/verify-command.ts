import { existsSync } from 'node:fs';
import { z } from 'zod';
import { command, EXIT, type ExitCode } from '#platform/command-line/command.ts';
import type { Terminal } from '#platform/command-line/terminal.ts';
import { checkDatabase } from '../backups/check-database.ts';
import { type DatabaseReport, damageIn, isSound } from '../backups/verify-database.ts';
import { databasePath } from '../store/hub-database.ts';
import { counted } from './counted.ts';
import { StagedProgress } from './staged-progress.ts';

const HELP = `Reads everything in a hub's database and says whether it is what was recorded: the file's own structure, then the hash chain of every
event of every ledger, then the signatures of their kiosks. Changes nothing, and may run while the hub does.

  --file=FILE     a backup, or any other copy
  --data=FOLDER   else the database of the hub that keeps everything here (MUSTER_DATA; ./data)
`;

const SettingsSchema = z.object({
  data: z.string().min(1).default('data'),
  file: z.string().min(1).optional(),
});

/** `muster hub verify`. */
export const verifyCommand = command({
  name: 'verify',
  summary: "check that nothing in the hub's database, or in a backup, has changed since it was recorded",
  help: HELP,
  settings: SettingsSchema,
  run: ({ data, file }, terminal) => verify(file ?? databasePath(data), terminal),
});

function verify(path: string, terminal: Terminal): ExitCode {
  if (!existsSync(path)) {
    terminal.note(`${path} does not exist. --data=FOLDER or --file=FILE says what to check.\n`);
    return EXIT.impossible;
  }
  const progress = new StagedProgress(terminal);
  const checked = checkDatabase(path, (reached) => progress.reach(reached));
  if (!checked.ok) {
    progress.giveUp();
    terminal.out(`${checked.error}\n`);
    return EXIT.problem;
  }
  progress.done();
  terminal.out(wordsFor(path, checked.value));
  return isSound(checked.value) ? EXIT.fine : EXIT.problem;
}

function wordsFor(path: string, report: DatabaseReport): string {
  const { events, ledgers } = report;
  const unproven = ledgers.reduce((sum, one) => sum + one.unproven, 0);
  const all = `${counted(events, 'event')} of ${counted(ledgers.length, 'ledger')}`;
  if (isSound(report)) return `${path} is sound: ${all}.\n${unprovenWords(unproven)}`;
  const damage = damageIn(report).map((line) => `  ${line}\n`);
  const broken = ledgers.filter(({ damage }) => damage !== null).length;
  const verdict = `${path} is damaged (${all}; ${counted(broken, 'ledger')} broken):\n${damage.join('')}`;
  return `${verdict}Put a backup back with "npx muster hub restore"; kiosks bring what it lacks. Keep the damaged file until then.\n`;
}

function unprovenWords(unproven: number): string {
  if (unproven === 0) return '';
  return `${counted(unproven, 'event')} came back from kiosks after a restore without the one before, so no chain speaks for that.\n`;
}
