import { join } from 'node:path';
import { eventPlace } from '#domain/ledger/event-place.ts';
import { Clock } from '#platform/clock.ts';
import { EXIT, type ExitCode } from '#platform/command-line/command.ts';
import { Progress } from '#platform/command-line/progress.ts';
import type { Terminal } from '#platform/command-line/terminal.ts';
import { newEpoch, newEventId } from '#platform/ids.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import type { Salvage } from '../ledger/healing/salvage.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { openForReading } from './open-for-reading.ts';

const AT_ONCE = 500;
/** Say what became of a ledger, not what happened at the kiosk. */
const OF_THE_LEDGER = ['epoch-started', 'ledger-healed', 'ledger-checked'];

/** Adds salvaged events that are sure, and that a kiosk's ledger lacks, to it. The kiosk must not be running. */
export function giveToKiosk(folder: string, saved: Salvage, terminal: Terminal): ExitCode {
  const opened = openOwn(folder);
  if (typeof opened === 'string') {
    terminal.note(`${opened}\n`);
    return EXIT.impossible;
  }
  const { ledger, kiosk } = opened;
  try {
    if (saved.kiosk !== kiosk) {
      terminal.note(`These are not events of kiosk ${kiosk}: nothing was given to it.\n`);
      return EXIT.impossible;
    }
    const lacking = lackingIn(ledger, saved);
    const progress = new Progress(terminal, 'Giving events to the kiosk', lacking.length);
    for (let from = 0; from < lacking.length; from += AT_ONCE) {
      ledger.adopt(lacking.slice(from, from + AT_ONCE));
      progress.reach(Math.min(from + AT_ONCE, lacking.length));
    }
    progress.done(`${lacking.length} events`);
    terminal.out(
      `${lacking.length} events that kiosk ${kiosk} lacked are in its ledger, and go to the hub from there.\n`,
    );
    return EXIT.fine;
  } finally {
    ledger.close();
  }
}

function openOwn(folder: string): { readonly ledger: Ledger; readonly kiosk: number } | string {
  const db = openForReading(join(folder, 'ledger.db'));
  if (!db.ok) return db.error;
  const kiosk = db.value.prepare<[], number>('select kiosk from epoch order by number desc').pluck().get();
  db.value.close();
  if (kiosk === undefined) return `The kiosk in ${folder} has recorded nothing yet.`;
  const migrations = migrationsFolder(import.meta.dirname, 'kiosk');
  const own = { folder, migrations, kiosk: kiosk as Parameters<typeof openLedger>[0]['kiosk'] };
  const ledger = openLedger({ ...own, clock: new Clock(), newId: newEventId, newEpoch });
  return ledger.ok ? { ledger: ledger.value, kiosk } : ledger.error.text;
}

function lackingIn(ledger: Ledger, { events }: Salvage): readonly string[] {
  const here = new Set([...ledger.all()].map(({ event }) => String(event.id)));
  return events
    .filter(({ proof }) => proof !== 'unproven')
    .map(({ text }) => text.toString('utf8'))
    .filter((text) => {
      const place = eventPlace(text);
      return place !== undefined && !here.has(place.id) && !OF_THE_LEDGER.includes(place.type);
    });
}
