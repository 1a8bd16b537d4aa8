import process from 'node:process';
import type { Epoch } from '#domain/ids.ts';
import type { Generation } from '#domain/sync/frames.ts';
import { Clock } from '#platform/clock.ts';
import { newEventId } from '#platform/ids.ts';
import type { Ledger } from '../../../src/kiosk/engine/ledger/ledger.ts';
import { openLedger } from '../../../src/kiosk/engine/ledger/open-ledger.ts';
import { hubEvents, KIOSK, MIGRATIONS, touch, unwrap } from '../../kiosk/engine/ledger/ledger-facts.ts';
import { randomFrom } from '../../support/seed.ts';
import { say } from './say.ts';
import { weakenDatabase } from './weaken-database.ts';

// One life of a kiosk's ledger, as its seed wants it, to be traced. Each line on standard output is said after the call that promised it
// returned; lines that begin with "will" are said before.
const [folder = '', seedText = '0', synchronous] = process.argv.slice(2);
const ACTIONS = 160;
const seed = Number(seedText);
const random = randomFrom(seed);
const upTo = (most: number) => 1 + Math.floor(random() * most);

// Every fourth life has checkpoints as seldom as they are on a kiosk.
const churn = seed % 4 === 0 ? {} : { wal_autocheckpoint: { value: String(4 + upTo(40)), told: 1_000 } };
const weak = synchronous === undefined ? {} : { synchronous: { value: synchronous, told: 2 } };
weakenDatabase({ ...churn, ...weak });

let epochs = 0;
const foreign = hubEvents(1_000);
let ledger = open();
let given = 0;

for (let action = 0; action < ACTIONS; action++) act(random());
ledger.close();

function act(dice: number): void {
  if (dice < 0.55) record(1);
  else if (dice < 0.63) record(upTo(60));
  else if (dice < 0.72) say(`opening ${unwrap(ledger.nextOpeningNumber())}`);
  else if (dice < 0.8) takeHubEvents();
  else if (dice < 0.9) acknowledge();
  else if (dice < 0.95) prune();
  else if (dice < 0.97) ledger.noteHighestOpening(upTo(300));
  else if (dice < 0.985) say(`epoch ${ledger.startNewEpoch('forked').epoch}`);
  else {
    ledger.close();
    ledger = open();
  }
}

function open(): Ledger {
  const newEpoch = () => {
    epochs += 1;
    const epoch = (seed * 1_000 + epochs).toString(16).padStart(16, '0') as Epoch;
    say(`will-begin ${epoch}`);
    return epoch;
  };
  return unwrap(
    openLedger({
      folder,
      migrations: MIGRATIONS,
      kiosk: KIOSK,
      clock: new Clock(),
      newId: newEventId,
      newEpoch,
    }),
  );
}

function record(count: number): void {
  const drafts = Array.from({ length: count }, () => touch(upTo(1e6)));
  const [first = touch(1)] = drafts;
  const stored =
    count === 1 ? [unwrap(ledger.append('presentation', first.body))] : unwrap(ledger.appendMany(drafts));
  for (const { epoch, seq, hash } of stored) say(`event ${epoch} ${seq} ${hash}`);
}

function takeHubEvents(): void {
  const next = Math.min(given + upTo(8), foreign.length);
  const cursor = { ...ledger.feedCursor(), generation: '0'.repeat(16) as Generation, position: next };
  ledger.appendHubEvents(foreign.slice(given, next), cursor);
  given = next;
  say(`hub ${given}`);
}

function acknowledge(): void {
  const before = ledger.acked();
  const seq = before.seq + Math.floor(random() * (ledger.head().seq - before.seq + 1));
  const hash = ledger.hashAt(seq);
  if (hash === undefined) return;
  const archivedSeq = Math.max(before.archivedSeq, Math.floor(seq * random()));
  ledger.recordAck({ seq, hash, archivedSeq });
  say(`acked ${ledger.epoch()} ${seq} ${archivedSeq}`);
}

function prune(): void {
  const { archivedSeq } = ledger.acked();
  say(`will-prune ${ledger.epoch()} ${archivedSeq}`);
  ledger.prune(archivedSeq);
}
