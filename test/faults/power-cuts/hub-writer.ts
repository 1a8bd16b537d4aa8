import { randomBytes } from 'node:crypto';
import process from 'node:process';
import type { EpochMs } from '#domain/ids.ts';
import { HubLedger } from '../../../src/hub/server/ledger/hub-ledger.ts';
import { project } from '../../../src/hub/server/ledger/project.ts';
import type { HubDatabase } from '../../../src/hub/server/store/hub-database.ts';
import { openHubDatabase } from '../../../src/hub/server/store/open-hub-database.ts';
import { EventStore } from '../../../src/hub/server/sync/event-store.ts';
import { isSignedByKey } from '../../../src/hub/server/sync/signatures.ts';
import { unwrap } from '../../kiosk/engine/ledger/ledger-facts.ts';
import { randomFrom } from '../../support/seed.ts';
import { INSTITUTION, PushingKiosk } from './hub-fleet.ts';
import { say } from './say.ts';
import { weakenDatabase } from './weaken-database.ts';

// One life of the hub's store, as its seed wants it, to be traced: kiosks push, copies are archived, the hub writes events of its own.
const [folder = '', seedText = '0', synchronous] = process.argv.slice(2);
const ACTIONS = 110;
const seed = Number(seedText);
const random = randomFrom(seed);
const upTo = (most: number) => 1 + Math.floor(random() * most);

// Every fourth life has checkpoints as seldom as they are on a hub.
const checkpointPages = seed % 4 === 0 ? undefined : 4 + upTo(60);
if (synchronous !== undefined) weakenDatabase({ synchronous: { value: synchronous, told: 2 } });

const kiosks = [1, 2, 3, 4].map((number) => new PushingKiosk(number));
let version = 0;
let hub = open();
for (let action = 0; action < ACTIONS; action++) act(random());
hub.db.close();

function open() {
  const db = unwrap(openHubDatabase(folder));
  if (checkpointPages !== undefined) db.sqlite.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  return { db, ...storesOf(db) };
}

function storesOf(db: HubDatabase) {
  const now = () => Date.now() as EpochMs;
  const events = new EventStore({
    sqlite: db.sqlite,
    institutionId: INSTITUTION,
    now,
    isSignedBy: isSignedByKey,
    project: (stored) => project(db, stored),
    onStored: () => undefined,
    onAlarm: ({ kind }) => {
      throw new Error(kind);
    },
  });
  const readClock = () => ({ wall: now(), mono: 0, boot: '0'.repeat(16), hubMinusMono: 0, uncertaintyMs: 0 });
  const ledger = new HubLedger({ db, readClock, random: randomBytes, onStored: () => undefined });
  return { events, ledger };
}

function act(dice: number): void {
  if (dice < 0.6) takePushes();
  else if (dice < 0.75) appendOwn();
  else if (dice < 0.87) archive();
  else if (dice < 0.95) changeState();
  else if (dice < 0.98) pick().startNewEpoch();
  else {
    hub.db.close();
    hub = open();
  }
}

function pick(): PushingKiosk {
  return kiosks[Math.floor(random() * kiosks.length)] as PushingKiosk;
}

function takePushes(): void {
  const pushing = kiosks.filter(() => random() < 0.5);
  const most = random() < 0.1 ? 300 : 8;
  const outcomes = hub.events.ingest(pushing.map((kiosk) => kiosk.push(upTo(most), () => random() < 0.2)));
  for (const outcome of outcomes) if (outcome.kind !== 'stored') throw new Error(outcome.kind);
  for (const { head } of pushing) say(`head ${head.kiosk} ${head.epoch} ${head.seq} ${head.hash}`);
}

function appendOwn(): void {
  const count = upTo(5);
  hub.ledger.appendMany(
    Array.from({ length: count }, () => ({ type: 'engine-started', body: { app: 'hub' } }) as const),
  );
  const { epoch, seq, hash } = hub.ledger.head();
  say(`head 0 ${epoch} ${seq} ${hash}`);
}

function archive(): void {
  const { kiosk, epoch, seq } = pick().head;
  if (hub.events.headOf(kiosk, epoch) === undefined) return;
  hub.events.markArchived([{ kiosk, epoch, seq }]);
  say(`archived ${kiosk} ${epoch} ${seq}`);
}

function changeState(): void {
  version += 1;
  hub.db.transaction(() => hub.db.setState('written', String(version)));
  say(`state ${version}`);
}
