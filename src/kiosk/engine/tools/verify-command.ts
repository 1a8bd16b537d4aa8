import { join } from 'node:path';
import { z } from 'zod';
import { command, EXIT, type ExitCode } from '#platform/command-line/command.ts';
import { Progress } from '#platform/command-line/progress.ts';
import type { Terminal } from '#platform/command-line/terminal.ts';
import { problemOf } from '#platform/database-problem.ts';
import type { SqliteDatabase } from '#platform/sqlite.ts';
import { HubStream } from '../ledger/hub-stream.ts';
import { prepareLedgerStatements } from '../ledger/ledger-statements.ts';
import { verifyEpoch } from '../ledger/verify-ledger.ts';
import { openForReading } from './open-for-reading.ts';

const HELP = `Reads everything in a kiosk's ledger and says whether it is what was recorded: the file's own structure, then the hash chain of
every event, then what the hub sent. Changes nothing, and may run while the kiosk does.

  --data=FOLDER   where the kiosk keeps everything (MUSTER_DATA; ./data)
`;

const SettingsSchema = z.object({ data: z.string().min(1).default('data') });

/** `muster ledger verify`. */
export const verifyCommand = command({
  name: 'verify',
  summary: "check that nothing in a kiosk's ledger has changed since it was recorded",
  help: HELP,
  settings: SettingsSchema,
  run: ({ data }, terminal) => verify(join(data, 'kiosk', 'ledger.db'), terminal),
});

function verify(path: string, terminal: Terminal): ExitCode {
  const db = openForReading(path);
  if (!db.ok) {
    terminal.note(`${db.error}\n`);
    return EXIT.impossible;
  }
  try {
    const damage = db.value.transaction(() => damageIn(db.value, terminal))();
    if (damage === undefined) terminal.out(`${path} is sound.\n`);
    else terminal.out(`${path} is damaged: ${damage}.\n`);
    return damage === undefined ? EXIT.fine : EXIT.problem;
  } catch (error) {
    terminal.out(`${problemOf(error, path).text}\n`);
    return EXIT.problem;
  } finally {
    db.value.close();
  }
}

function damageIn(db: SqliteDatabase, terminal: Terminal): string | undefined {
  const answer = String(db.pragma('integrity_check(1)', { simple: true }));
  if (answer !== 'ok') return answer;
  const sql = prepareLedgerStatements(db);
  const epochs = sql.epochs.all();
  const progress = new Progress(terminal, 'Chains of events', epochs.length);
  for (const [index, epoch] of epochs.entries()) {
    const head = verifyEpoch(sql, epoch);
    if (typeof head === 'string') {
      progress.giveUp();
      return head;
    }
    progress.reach(index + 1);
  }
  progress.done();
  return new HubStream(db).damage();
}
