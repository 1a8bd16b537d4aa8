import { writeSync } from 'node:fs';
import process from 'node:process';
import type { Generation } from '#domain/sync/frames.ts';
import { Clock } from '#platform/clock.ts';
import { newEpoch, newEventId } from '#platform/ids.ts';
import { openLedger } from '../../../../src/kiosk/engine/ledger/open-ledger.ts';
import { randomFrom } from '../../../support/seed.ts';
import { hubEvents, KIOSK, MIGRATIONS, touch, unwrap } from './ledger-facts.ts';

// A kiosk that records as fast as it can until it is killed. What it says on standard output it has been promised: each line is
// written at once, after the call that promised it returned.
const [folder = '', seed = '0'] = process.argv.slice(2);
const ledger = unwrap(
  openLedger({
    folder,
    migrations: MIGRATIONS,
    kiosk: KIOSK,
    clock: new Clock(),
    newId: newEventId,
    newEpoch,
  }),
);
say('open');

const random = randomFrom(Number(seed));
const foreign = hubEvents(2_000);
let given = ledger.hubEvents(0, 10_000, 1e9).position;

for (;;) {
  const dice = random();
  if (dice < 0.9) {
    const { epoch, seq, hash } = unwrap(
      ledger.append('presentation', touch(Math.floor(random() * 1e6)).body),
    );
    say(`event ${epoch} ${seq} ${hash}`);
  } else if (dice < 0.93) {
    for (const { epoch, seq, hash } of unwrap(ledger.appendMany([touch(1), touch(2), touch(3)])))
      say(`event ${epoch} ${seq} ${hash}`);
  } else if (dice < 0.96) {
    say(`opening ${unwrap(ledger.nextOpeningNumber())}`);
  } else if (dice < 0.98 && given < foreign.length) {
    const next = Math.min(given + 3, foreign.length);
    ledger.appendHubEvents(foreign.slice(given, next), {
      generation: '0'.repeat(16) as Generation,
      run: null,
      position: next,
    });
    given = next;
    say(`hub ${given}`);
  } else if (dice < 0.999) {
    ledger.recordAck({ ...ledger.head(), archivedSeq: ledger.head().seq });
    say(`acked ${ledger.epoch()} ${ledger.acked().seq}`);
  } else {
    say(`epoch ${ledger.startNewEpoch('forked').epoch}`);
  }
}

// The pipe to the parent doesn't block: when it is full, wait until the parent has read.
function say(line: string): void {
  for (;;) {
    try {
      writeSync(1, `${line}\n`);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
