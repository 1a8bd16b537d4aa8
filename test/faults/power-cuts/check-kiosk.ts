import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Clock } from '#platform/clock.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import { newEpoch, newEventId } from '#platform/ids.ts';
import type { Ledger } from '../../../src/kiosk/engine/ledger/ledger.ts';
import { openLedger } from '../../../src/kiosk/engine/ledger/open-ledger.ts';
import type { Stored } from '../../../src/kiosk/engine/ledger/stored.ts';
import { hubEvents, KIOSK, MIGRATIONS, touch } from '../../kiosk/engine/ledger/ledger-facts.ts';
import { promisesOf } from './promises.ts';

/** What a kiosk that runs, or was killed, has in its folder; anything else was set aside as damaged. */
const OWN_FILES =
  /^(ledger\.db(-wal|-shm|-journal)?|kiosk\.lock|ballast|(ledger\.open|ledger-mark\.json|openings\.json)(\.\d+\.tmp)?)$/;

const HUB_EVENTS = hubEvents(1_000);

/** Opens what a cut left of a kiosk's folder, as the kiosk would; what of all it had promised doesn't hold. */
export function checkKiosk(folder: string, said: readonly string[]): string | undefined {
  const clock = new Clock();
  const opened = openLedger({
    folder,
    migrations: MIGRATIONS,
    kiosk: KIOSK,
    clock,
    newId: newEventId,
    newEpoch,
  });
  if (!opened.ok) return `it doesn't open: ${opened.error.text}`;
  const ledger = opened.value;
  try {
    const problem = brokenPromise(ledger, said) ?? refusedWrite(ledger, said);
    if (problem !== undefined) return problem;
  } finally {
    ledger.close();
  }
  const strange = readdirSync(folder).filter((name) => !OWN_FILES.test(name));
  return strange.length > 0 ? `left behind: ${strange.join(', ')}` : damageIn(join(folder, 'ledger.db'));
}

/** SQLite's whole check, which opening leaves to the night. */
export function damageIn(path: string): string | undefined {
  const db = new Database(path, { readonly: true });
  try {
    const answer = String(db.pragma('integrity_check(1)', { simple: true }));
    return answer === 'ok' ? undefined : `integrity_check: ${answer}`;
  } finally {
    db.close();
  }
}

function brokenPromise(ledger: Ledger, said: readonly string[]): string | undefined {
  const promises = promisesOf(said);
  return lostEvent(ledger, promises) ?? lostCursor(ledger, promises) ?? lostHubEvent(ledger, promises);
}

type Promises = ReturnType<typeof promisesOf>;

function lostEvent(ledger: Ledger, promises: Promises): string | undefined {
  const pruned = new Map(promises('will-prune').map(([epoch = '', seq]) => [epoch, Number(seq)]));
  const kept = new Map<string, string>();
  let last: Stored | undefined;
  for (const event of ledger.all()) {
    const broken =
      event.epoch === last?.epoch
        ? brokenLink(last, event)
        : brokenBeginning(event, pruned.get(event.epoch) ?? 0);
    if (broken !== undefined) return broken;
    last = event;
    kept.set(`${event.epoch} ${event.seq}`, event.hash);
  }
  const lost = promises('event').filter(
    ([epoch = '', seq, hash]) =>
      kept.get(`${epoch} ${seq}`) !== hash && Number(seq) > (pruned.get(epoch) ?? 0),
  );
  return lost[0] === undefined ? undefined : `${lost.length} promised events are lost: ${lost[0].join(' ')}`;
}

function brokenLink(last: Stored, { epoch, seq, hash, text }: Stored): string | undefined {
  if (seq !== last.seq + 1) return `event ${seq} of ${epoch} does not follow ${last.seq}`;
  const follows = fastEventHash(epoch, seq, last.hash, text) === hash;
  return follows ? undefined : `event ${seq} of ${epoch} breaks the chain`;
}

/** Only pruning may take an epoch's first events away; the one after it is compared with its promised hash only. */
function brokenBeginning({ epoch, seq }: Stored, prunedSeq: number): string | undefined {
  return seq <= prunedSeq + 1 ? undefined : `epoch ${epoch} begins with event ${seq}`;
}

function lostCursor(ledger: Ledger, promises: Promises): string | undefined {
  const acked = ledger.acked();
  const [epoch, seq, archived] = promises('acked').at(-1) ?? [];
  if (epoch === ledger.epoch() && (acked.seq < Number(seq) || acked.archivedSeq < Number(archived)))
    return `acknowledged up to ${acked.seq}, ${acked.archivedSeq} archived, and ${seq}, ${archived} had been`;
  if (acked.seq > ledger.head().seq) return 'the hub has acknowledged more than there is';
  if (acked.archivedSeq > acked.seq || ledger.prunedSeq() > acked.archivedSeq)
    return 'more is pruned than archived, or archived than acknowledged';
  const begun = promises('will-begin').map(([name]) => name);
  if (begun.length > 0 && promises('event').length > 0 && !begun.includes(ledger.epoch()))
    return 'it goes on in an epoch of its own';
  const [entered] = promises('epoch').at(-1) ?? [];
  if (entered !== undefined && begun.indexOf(ledger.epoch()) < begun.indexOf(entered))
    return `it goes on in ${ledger.epoch()}, which was left for ${entered}`;
  return undefined;
}

function lostHubEvent(ledger: Ledger, promises: Promises): string | undefined {
  const given = Number(promises('hub').at(-1)?.[0] ?? 0);
  const page = ledger.hubEvents(0, 10_000, 1e9);
  if (page.position < given) return `${given - page.position} of the hub's events are lost`;
  if (page.position !== ledger.feedCursor().position)
    return `the cursor of the hub's events is at ${ledger.feedCursor().position}, they at ${page.position}`;
  const other = page.events.find(({ text }, index) => text !== HUB_EVENTS[index]?.text);
  return other === undefined ? undefined : `the hub's event ${other.position} is not as it came`;
}

/** It also has to work. */
function refusedWrite(ledger: Ledger, said: readonly string[]): string | undefined {
  const before = ledger.head().seq;
  const written = ledger.append('presentation', touch(1).body);
  if (!written.ok) return `it takes no event: ${written.error.text}`;
  if (written.value.seq !== before + 1) return 'the next event has a wrong number';
  const number = ledger.nextOpeningNumber();
  if (!number.ok) return `it gives no number: ${number.error.text}`;
  const used = promisesOf(said)('opening').some(([given]) => Number(given) >= number.value);
  return used ? `opening number ${number.value} was given out before` : undefined;
}
