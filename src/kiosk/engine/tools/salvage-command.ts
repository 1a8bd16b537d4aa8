import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { command, EXIT, type ExitCode } from '#platform/command-line/command.ts';
import { Progress } from '#platform/command-line/progress.ts';
import type { Terminal } from '#platform/command-line/terminal.ts';
import { writeFileAtomically } from '#platform/write-file-atomically.ts';
import { endBySqlite } from '../ledger/healing/end-by-sqlite.ts';
import { type Salvage, salvage } from '../ledger/healing/salvage.ts';
import { LedgerNotes } from '../ledger/ledger-mark.ts';
import { lineOf } from './event-lines.ts';
import { giveToKiosk } from './give-to-kiosk.ts';
import { NewFile } from './new-file.ts';
import { salvageReport } from './salvage-report.ts';

const HELP = `Reads a damaged ledger without believing anything that the file says about itself, and writes out every event that can be had:
  events.jsonl    one a line, with where it stood and how sure it is: "proven" by the hash chain, "repaired" (one flipped bit was put
                  right, and the hash proves it), "unproven" (it reads well, but what would prove it is gone)
  report.txt      what could be had, and what could not
The kiosk does the same by itself when it heals a damaged ledger, and keeps that file in <data>/kiosk/set-aside. The file is not changed;
its -wal file is read too, if it stands beside it.

  --from=FILE     the damaged ledger.db
  --out=FOLDER    to be made
  --into=DATA     also hands what is proven or repaired, and missing there, to the kiosk that keeps its data in this folder. End the
                  kiosk first. It is safe to repeat: an event counts once by its id, here and at the hub
`;

const SettingsSchema = z.object({
  from: z.string().min(1),
  out: z.string().min(1),
  into: z.string().min(1).optional(),
});

/** `muster ledger salvage`. */
export const salvageCommand = command({
  name: 'salvage',
  summary: 'get what can be had out of a damaged ledger',
  help: HELP,
  settings: SettingsSchema,
  run: ({ from, out, into }, terminal) => salvageTo(from, out, into, terminal),
});

function salvageTo(from: string, out: string, into: string | undefined, terminal: Terminal): ExitCode {
  const refusal = refuse(from, out);
  if (refusal !== undefined) {
    terminal.note(`${refusal}\n`);
    return EXIT.impossible;
  }
  terminal.note(`Reading ${from} …\n`);
  const saved = salvage(from, new LedgerNotes(dirname(from)).read(), endBySqlite(from));
  mkdirSync(out, { recursive: true });
  writeEvents(join(out, 'events.jsonl'), saved, terminal);
  const report = salvageReport(from, saved);
  writeFileAtomically(join(out, 'report.txt'), report);
  terminal.out(report);
  const given = into === undefined ? EXIT.fine : giveToKiosk(join(into, 'kiosk'), saved, terminal);
  if (given !== EXIT.fine) return given;
  return saved.gaps.length > 0 || saved.mayBeMore ? EXIT.problem : EXIT.fine;
}

function refuse(from: string, out: string): string | undefined {
  if (!existsSync(from)) return `${from} does not exist.`;
  if (existsSync(out) && readdirSync(out).length > 0)
    return `${out} is there already, and is left as it is. Name a new folder.`;
  return undefined;
}

function writeEvents(path: string, { events }: Salvage, terminal: Terminal): void {
  const progress = new Progress(terminal, 'Writing events', events.length);
  const file = new NewFile(path);
  for (const [index, { epoch, seq, text, proof }] of events.entries()) {
    file.write(lineOf({ epoch, seq, hash: undefined, text: text.toString('utf8'), proof }, 'jsonl'));
    progress.reach(index + 1);
  }
  file.finish();
  progress.done(`${events.length} events`);
}
