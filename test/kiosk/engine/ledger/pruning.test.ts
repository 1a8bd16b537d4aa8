import process from 'node:process';
import { expect, it } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import { eventPlace } from '#domain/ledger/event-place.ts';
import { NO_FEED_CURSOR } from '#domain/sync/frames.ts';
import { Clock } from '#platform/clock.ts';
import type { Ledger } from '../../../../src/kiosk/engine/ledger/ledger.ts';
import { pruneALittle } from '../../../../src/kiosk/engine/ledger/prune-a-little.ts';
import { randomFrom, testSeed } from '../../../support/seed.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ledgerIn } from './a-ledger.ts';
import { hubEvents, touch, unwrap } from './ledger-facts.ts';

const DAY_MS = 24 * 60 * 60_000;

/** A clock that the test moves by days. */
function calendar() {
  const time = { day: 0 };
  const wallMs = () => 1_790_000_000_000 + time.day * DAY_MS;
  const sources = { bootId: 'boot', uptimeMs: wallMs, wallMs, monoMs: wallMs };
  const before = (days: number) => (wallMs() - days * DAY_MS) as EpochMs;
  return { time, clock: new Clock({ sources }), before };
}

const seqsIn = (ledger: Ledger) =>
  ledger.read(ledger.prunedSeq(), 1e6, 1e12).map((text) => eventPlace(text)?.seq ?? 0);
const newestIn = (ledger: Ledger, count: number) => [
  ...new Set([...ledger.newest(count)].map(({ event }) => event.id)),
];

function pruneAll(ledger: Ledger, keepNewest: number, olderThan: EpochMs): void {
  while (pruneALittle(ledger, { keepNewest, olderThan }));
}

it('what is old and archived goes, what is young or not archived stays, and the rest verifies at the next start', () => {
  const { time, clock, before } = calendar();
  const folder = temporaryFolder();
  const ledger = ledgerIn(folder, { clock });
  for (time.day = 0; time.day < 100; time.day++)
    ledger.appendMany(Array.from({ length: 30 }, (_, n) => touch(n)));
  ledger.recordAck({ ...ledger.head(), archivedSeq: 1_000 });
  pruneAll(ledger, 100, before(60));
  // A first event, and 30 a day: what is archived ends within day 34, and 60 days ago is day 40.
  expect(ledger.prunedSeq()).toBe(1_000);
  ledger.recordAck({ ...ledger.head(), archivedSeq: 3_001 });
  pruneAll(ledger, 100, before(60));
  expect(ledger.prunedSeq()).toBe(1 + 30 * 40);
  pruneAll(ledger, 2_000, before(2));
  expect(ledger.prunedSeq()).toBe(1 + 30 * 40);
  pruneAll(ledger, 100, before(2));
  expect(ledger.prunedSeq()).toBe(3_001 - 100);
  const left = seqsIn(ledger);
  ledger.close();
  expect(seqsIn(ledgerIn(folder, { clock }))).toEqual(left);
});

it('an older epoch goes once everything that was carried over is archived, and not before', () => {
  const { time, clock, before } = calendar();
  const folder = temporaryFolder();
  const ledger = ledgerIn(folder, { clock });
  ledger.appendMany(Array.from({ length: 50 }, (_, n) => touch(n)));
  ledger.startNewEpoch('forked');
  ledger.appendMany([touch(1), touch(2)]);
  time.day = 1;
  const everything = newestIn(ledger, 1e6);
  const rows = () => [...ledger.all()].length;
  expect(rows()).toBe(51 + 54);
  ledger.recordAck({ ...ledger.head(), archivedSeq: 51 });
  pruneAll(ledger, 1_000, before(60));
  expect(rows()).toBe(51 + 54);
  ledger.recordAck({ ...ledger.head(), archivedSeq: 52 });
  pruneAll(ledger, 1_000, before(60));
  expect(rows()).toBe(54);
  // Every event is still here, in the newer epoch.
  expect(new Set(newestIn(ledger, 1e6))).toEqual(new Set(everything));
  ledger.close();
  expect([...ledgerIn(folder, { clock }).all()]).toHaveLength(54);
});

it("the hub's old events go too, and its stream verifies from the anchor", () => {
  const { time, clock, before } = calendar();
  const folder = temporaryFolder();
  const ledger = ledgerIn(folder, { clock });
  // These say that they are from 1970.
  ledger.appendHubEvents(hubEvents(3_000), { ...NO_FEED_CURSOR, position: 3_000 });
  time.day = 1;
  pruneAll(ledger, 500, before(60));
  expect(ledger.hubStream()).toEqual({ head: 3_000, pruned: 2_500 });
  const { events } = ledger.hubEvents(0, 10_000, 1e9);
  expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 500 }, (_, index) => 2_501 + index));
  ledger.close();
  const again = ledgerIn(folder, { clock });
  expect(again.hubStream()).toEqual({ head: 3_000, pruned: 2_500 });
  expect(
    again.appendHubEvents(hubEvents(3_002).slice(3_000), { ...NO_FEED_CURSOR, position: 3_002 }).added,
  ).toBe(2);
});

// Random lives of a ledger: touches, acknowledgements and archives that also go back, new epochs, restarts, and pruning at any time. Never
// is an event deleted that was not archived, and what screens are folded from, the newest events, is the same before and after.
it('pruning at any time deletes nothing that is not archived, and nothing that a screen needs', {
  timeout: 60_000,
}, () => {
  const seed = testSeed();
  process.stderr.write(`pruning: MUSTER_SEED=${seed}\n`);
  const random = randomFrom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  for (let life = 0; life < 6; life++) {
    const { time, clock, before } = calendar();
    const folder = temporaryFolder();
    let ledger = ledgerIn(folder, { clock });
    const archived = new Set<string>();
    for (let step = 0; step < 60; step++) {
      const dice = random();
      if (dice < 0.4) ledger.appendMany(Array.from({ length: 1 + upTo(40) }, (_, n) => touch(n)));
      else if (dice < 0.6) {
        const seq = ledger.prunedSeq() + upTo(ledger.head().seq - ledger.prunedSeq());
        ledger.recordAck({ seq, hash: ledger.hashAt(seq) ?? ledger.head().hash, archivedSeq: upTo(seq) });
        const texts = ledger.read(ledger.prunedSeq(), ledger.acked().archivedSeq - ledger.prunedSeq(), 1e12);
        for (const text of texts) archived.add(eventPlace(text)?.id ?? '');
      } else if (dice < 0.65) ledger.startNewEpoch('forked');
      else if (dice < 0.75) time.day += upTo(30);
      else if (dice < 0.8) {
        ledger.close();
        ledger = ledgerIn(folder, { clock });
      } else {
        const keepNewest = 20 + upTo(80);
        const newest = newestIn(ledger, keepNewest);
        const all = newestIn(ledger, 1e6);
        pruneAll(ledger, keepNewest, before(upTo(60)));
        expect(newestIn(ledger, keepNewest)).toEqual(expect.arrayContaining(newest));
        const left = new Set(newestIn(ledger, 1e6));
        expect(all.filter((id) => !left.has(id) && !archived.has(id))).toEqual([]);
      }
    }
    unwrap(ledger.append('presentation', touch(1).body));
  }
});
