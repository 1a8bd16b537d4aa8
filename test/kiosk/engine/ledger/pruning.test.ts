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
import { hubEvents, touch } from './ledger-facts.ts';

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
  expect(again.appendHubEvents(hubEvents(3_002).slice(3_000), { ...NO_FEED_CURSOR, position: 3_002 })).toBe(
    2,
  );
});

type Random = (most: number) => number;

/** One ledger's life at random, and the oracle that watches what pruning does to it. */
class Life {
  readonly #folder = temporaryFolder();
  readonly #calendar = calendar();
  readonly #upTo: Random;
  readonly #archived = new Set<string>();
  #ledger = ledgerIn(this.#folder, { clock: this.#calendar.clock });

  constructor(upTo: Random) {
    this.#upTo = upTo;
  }

  step(): void {
    const dice = this.#upTo(99);
    if (dice < 40) this.#ledger.appendMany(Array.from({ length: 1 + this.#upTo(40) }, (_, n) => touch(n)));
    else if (dice < 60) this.#acknowledge();
    else if (dice < 65) this.#ledger.startNewEpoch('forked');
    else if (dice < 75) this.#calendar.time.day += this.#upTo(30);
    else if (dice < 80) this.#restart();
    else this.#prune();
  }

  /** The hub's word, which may also go back. */
  #acknowledge(): void {
    const ledger = this.#ledger;
    const seq = ledger.prunedSeq() + this.#upTo(ledger.head().seq - ledger.prunedSeq());
    const hash = ledger.hashAt(seq) ?? ledger.head().hash;
    ledger.recordAck({ seq, hash, archivedSeq: this.#upTo(seq) });
    const texts = ledger.read(ledger.prunedSeq(), ledger.acked().archivedSeq - ledger.prunedSeq(), 1e12);
    for (const text of texts) this.#archived.add(eventPlace(text)?.id ?? '');
  }

  #restart(): void {
    this.#ledger.close();
    this.#ledger = ledgerIn(this.#folder, { clock: this.#calendar.clock });
  }

  #prune(): void {
    const keepNewest = 20 + this.#upTo(80);
    const newest = newestIn(this.#ledger, keepNewest);
    const all = newestIn(this.#ledger, 1e6);
    pruneAll(this.#ledger, keepNewest, this.#calendar.before(this.#upTo(60)));
    expect(newestIn(this.#ledger, keepNewest)).toEqual(expect.arrayContaining(newest));
    const left = new Set(newestIn(this.#ledger, 1e6));
    expect(all.filter((id) => !left.has(id) && !this.#archived.has(id))).toEqual([]);
  }
}

// Random lives of a ledger: touches, acknowledgements and archives that also go back, new epochs, restarts, and pruning at any time. Never
// is an event deleted that was not archived, and what screens are folded from, the newest events, is the same before and after.
it('pruning at any time deletes nothing that is not archived, and nothing that a screen needs', () => {
  const seed = testSeed();
  process.stderr.write(`pruning: MUSTER_SEED=${seed}\n`);
  const random = randomFrom(seed);
  for (let count = 0; count < 6; count++) {
    const life = new Life((most) => Math.floor(random() * (most + 1)));
    for (let step = 0; step < 60; step++) life.step();
  }
}, 60_000);
