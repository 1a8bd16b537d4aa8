import { join } from 'node:path';
import { z } from 'zod';
import { ok, type Result } from '#domain/result.ts';
import { command, EXIT, type ExitCode } from '#platform/command-line/command.ts';
import { Progress } from '#platform/command-line/progress.ts';
import type { Terminal } from '#platform/command-line/terminal.ts';
import { checkWholeLedger, LedgerUnreadable } from '../self-check/check-whole-ledger.ts';
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
  try {
    return verifyWhole(path, terminal);
  } catch (error) {
    if (!(error instanceof LedgerUnreadable)) throw error;
    terminal.note(`${error.message}\n`);
    return EXIT.impossible;
  }
}

function verifyWhole(path: string, terminal: Terminal): ExitCode {
  const total = countEvents(path);
  if (!total.ok) {
    terminal.note(`${total.error}\n`);
    return EXIT.impossible;
  }
  const progress = new Progress(terminal, 'Reading the ledger', total.value);
  const { damage, events, tookMs } = checkWholeLedger(path, (count) => progress.reach(count));
  if (damage === null) {
    progress.done(`${events} events in ${(tookMs / 1_000).toFixed(1)} s`);
    terminal.out(`${path} is sound: every event is what was recorded.\n`);
    return EXIT.fine;
  }
  progress.giveUp();
  terminal.out(
    `${path} is damaged: ${damage}.\nThe kiosk heals it by itself at its next start: it sets this file aside and goes on with what can be saved.\n`,
  );
  return EXIT.problem;
}

/** 0 where it is too damaged to count: the check says what is wrong with it. */
function countEvents(path: string): Result<number, string> {
  const db = openForReading(path);
  if (!db.ok) return db;
  try {
    return ok(Number(db.value.prepare('select count(*) from event').pluck().get()));
  } catch {
    return ok(0);
  } finally {
    db.value.close();
  }
}
