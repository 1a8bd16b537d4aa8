import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { command, EXIT, type ExitCode } from '#platform/command-line/command.ts';
import { Progress } from '#platform/command-line/progress.ts';
import type { Terminal } from '#platform/command-line/terminal.ts';
import type { SqliteDatabase } from '#platform/sqlite.ts';
import { type EventRow, pagesOfEvents, prepareLedgerStatements } from '../ledger/ledger-statements.ts';
import { verifyEpoch } from '../ledger/verify-ledger.ts';
import { FORMATS, type Format, headingOf, lineOf } from './event-lines.ts';
import { NewFile } from './new-file.ts';
import { openForReading } from './open-for-reading.ts';

const HELP = `Writes every event of a kiosk's ledger to a file, after checking that it is what was recorded: where it stands (epoch and
number), its hash in the chain, and its text as it was hashed. Changes nothing in the ledger, and may run while the kiosk does. The file
holds what the ledger holds: opaque ids, never a name or a card number.

  --out=FILE      to be written; ends in .jsonl (a JSON object a line) or .csv (RFC 4180)
  --data=FOLDER   where the kiosk keeps everything (MUSTER_DATA; ./data)
`;

const SettingsSchema = z.object({ data: z.string().min(1).default('data'), out: z.string().min(1) });

/** `muster ledger export`. */
export const exportCommand = command({
  name: 'export',
  summary: 'write all events of a kiosk to a file, with their hashes',
  help: HELP,
  settings: SettingsSchema,
  run: ({ data, out }, terminal) => exportTo(join(data, 'kiosk', 'ledger.db'), out, terminal),
});

function exportTo(path: string, out: string, terminal: Terminal): ExitCode {
  const format = FORMATS.find((name) => out.endsWith(`.${name}`));
  if (format === undefined) {
    terminal.note(`${out} should end in .jsonl or .csv, which says how it is written.\n`);
    return EXIT.badCall;
  }
  if (existsSync(out)) {
    terminal.note(`${out} is there already, and is left as it is. Name a new file.\n`);
    return EXIT.impossible;
  }
  const db = openForReading(path);
  if (!db.ok) {
    terminal.note(`${db.error}\n`);
    return EXIT.impossible;
  }
  try {
    return db.value.transaction(() => exportFrom(db.value, out, format, terminal))();
  } finally {
    db.value.close();
  }
}

function exportFrom(db: SqliteDatabase, out: string, format: Format, terminal: Terminal): ExitCode {
  const sql = prepareLedgerStatements(db);
  const epochs = sql.epochs.all();
  for (const epoch of epochs) {
    const head = verifyEpoch(sql, epoch);
    if (typeof head !== 'string') continue;
    terminal.note(
      `The ledger is damaged: ${head}. Nothing was written. "npx muster ledger salvage" writes what can be saved.\n`,
    );
    return EXIT.problem;
  }
  const names = new Map(epochs.map(({ number, epoch }) => [number, epoch]));
  const total = Number(db.prepare('select count(*) from event').pluck().get());
  const progress = new Progress(terminal, 'Writing events', total);
  const file = new NewFile(out);
  file.write(headingOf(format));
  let count = 0;
  const write = ({ epochNumber, seq, hash, text }: EventRow) => {
    const epoch = names.get(epochNumber);
    if (epoch === undefined) throw new Error('an event of no epoch');
    file.write(lineOf({ epoch, seq, hash, text }, format));
  };
  for (const rows of pagesOfEvents(sql, 0, Number.MAX_SAFE_INTEGER)) {
    for (const row of rows) write(row);
    count += rows.length;
    progress.reach(count);
  }
  file.finish();
  progress.done(`${count} events`);
  terminal.out(`${out} holds ${count} events, each with its hash.\n`);
  return EXIT.fine;
}
