import { rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { Clock } from '#platform/clock.ts';
import { newEpoch, newEventId } from '#platform/ids.ts';
import { openLedger } from '../../../../src/kiosk/engine/ledger/open-ledger.ts';
import { hubEvents, KIOSK, MIGRATIONS, touch, unwrap } from './ledger-facts.ts';

// A kiosk whose disk refuses to flush for a while. Says in one line of JSON what the ledger answered before, meanwhile and afterwards.
const [folder = '', failSwitch = ''] = process.argv.slice(2);
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

function answer(): string {
  const written = ledger.append('presentation', touch(1).body);
  return written.ok ? `kept ${written.value.seq}` : written.error.kind;
}

function answerOf(write: () => unknown): string {
  try {
    write();
    return 'kept';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

const before = answer();
writeFileSync(failSwitch, '');
const meanwhile = answer();
rmSync(failSwitch);
const afterwards = {
  append: answer(),
  number: ledger.nextOpeningNumber().ok,
  hubEvents: answerOf(() =>
    ledger.appendHubEvents(hubEvents(1), { generation: null, run: null, position: 1 }),
  ),
  newEpoch: answerOf(() => ledger.startNewEpoch('forked')),
  head: ledger.head().seq,
};
process.stdout.write(JSON.stringify({ before, meanwhile, afterwards }));
