import { existsSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { EpochMs } from '#domain/ids.ts';
import { command, EXIT, type ExitCode } from '#platform/command-line/command.ts';
import type { Terminal } from '#platform/command-line/terminal.ts';
import { backupsIn } from '../backups/backup-folder.ts';
import { type Restored, restoreBackup } from '../backups/restore-backup.ts';
import { counted } from './counted.ts';
import { StagedProgress } from './staged-progress.ts';

const HELP = `Puts a backup in the place of the hub's database, with the keys that lie beside it. The backup is checked first; what was there before
is kept in a folder of its own. The hub must be stopped.

  --from=FILE     the backup; a folder means the newest backup in it
  --data=FOLDER   where the hub keeps everything (MUSTER_DATA; ./data)
`;

const SettingsSchema = z.object({
  data: z.string().min(1).default('data'),
  from: z.string({ error: '--from=FILE says which backup.' }).min(1),
});

/** `muster hub restore`. */
export const restoreCommand = command({
  name: 'restore',
  summary: "put a backup in the place of the hub's database",
  help: HELP,
  settings: SettingsSchema,
  run: restore,
});

function restore({ data, from }: z.infer<typeof SettingsSchema>, terminal: Terminal): ExitCode {
  const file = fileMeantBy(from);
  if (file === undefined) {
    terminal.note(`There is no backup in ${from}.\n`);
    return EXIT.impossible;
  }
  const progress = new StagedProgress(terminal);
  const order = { dataFolder: data, from: file, now: Date.now() as EpochMs };
  const done = restoreBackup(order, (reached) => progress.reach(reached));
  if (!done.ok) {
    progress.giveUp();
    const isDamaged = done.error.kind === 'damaged';
    terminal.note(
      isDamaged
        ? `${file} is not whole: ${done.error.text}. Nothing was changed; take another backup.\n`
        : `${done.error.text}\n`,
    );
    return isDamaged ? EXIT.problem : EXIT.impossible;
  }
  progress.done();
  terminal.out(whatWasDone(file, done.value));
  return EXIT.fine;
}

function fileMeantBy(from: string): string | undefined {
  return existsSync(from) && statSync(from).isDirectory() ? backupsIn(from).at(-1) : from;
}

function whatWasDone(file: string, { checked, aside, broughtKeys }: Restored): string {
  const lines = [
    `${file} is in place: ${counted(checked.events, 'event')} of ${counted(checked.ledgers, 'ledger')}.`,
    ...(aside === null ? [] : [`What was there before is in ${aside}.`]),
    ...(broughtKeys ? ['The keys beside the backup were taken along.'] : []),
    'Now start the hub. Its kiosks bring what the backup lacks as soon as they are connected; the console shows their backlog.',
    'What only the hub had recorded since the backup (marks by hand that reached no kiosk, imports, accounts) has to be done again.',
  ];
  return `${lines.join('\n')}\n`;
}
