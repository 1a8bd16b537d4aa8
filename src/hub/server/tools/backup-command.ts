import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { EpochMs } from '#domain/ids.ts';
import { command, EXIT, type ExitCode } from '#platform/command-line/command.ts';
import type { Terminal } from '#platform/command-line/terminal.ts';
import { problemOf } from '#platform/database-problem.ts';
import { makeBackup } from '../backups/make-backup.ts';
import { databasePath } from '../store/hub-database.ts';
import { counted } from './counted.ts';
import { StagedProgress } from './staged-progress.ts';

const HELP = `Copies a hub's database and keys into a folder, restores the copy there into a folder of its own, and checks all of it. The hub may
be running or not. What is in such a copy doesn't count as archived: only what the hub itself keeps in its --backups does.

  --backups=FOLDER   where to, best on another disk (MUSTER_BACKUPS)
  --data=FOLDER      where the hub keeps everything (MUSTER_DATA; ./data)
`;

const SettingsSchema = z.object({
  data: z.string().min(1).default('data'),
  backups: z.string({ error: '--backups=FOLDER says where to.' }).min(1),
});

/** `muster hub backup`. */
export const backupCommand = command({
  name: 'backup',
  summary: "make a copy of the hub's database now, and check that it can be restored",
  help: HELP,
  settings: SettingsSchema,
  run: backUp,
});

async function backUp(
  { data, backups }: z.infer<typeof SettingsSchema>,
  terminal: Terminal,
): Promise<ExitCode> {
  const database = databasePath(data);
  if (!existsSync(database)) {
    terminal.note(`${database} does not exist. --data=FOLDER says where the hub keeps everything.\n`);
    return EXIT.impossible;
  }
  const progress = new StagedProgress(terminal);
  const order = {
    ...{ dataFolder: data, folder: backups, knownAs: undefined, now: Date.now() as EpochMs },
    institutionId: institutionIn(database),
  };
  const made = await makeBackup(order, (reached) => progress.reach(reached));
  if (!made.ok) {
    progress.giveUp();
    terminal.note(`${made.error.text}\n`);
    return made.error.kind === 'damaged' ? EXIT.problem : EXIT.impossible;
  }
  progress.done();
  const { path, events, ledgers, onSameDisk } = made.value;
  terminal.out(
    `${path} holds ${counted(events, 'event')} of ${counted(ledgers, 'ledger')}, and can be restored.\n`,
  );
  if (onSameDisk)
    terminal.note('It lies on the same disk as the database: one broken disk would take both.\n');
  return EXIT.fine;
}

/** Whose backups they will be; a database that can't tell is found out when it is copied. */
function institutionIn(path: string): string {
  let sqlite: Database.Database | undefined;
  try {
    sqlite = new Database(path, { readonly: true, timeout: 10_000 });
    return String(sqlite.prepare('select id from institution').pluck().get() ?? '');
  } catch (error) {
    problemOf(error, path);
    return '';
  } finally {
    sqlite?.close();
  }
}
