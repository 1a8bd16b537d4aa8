import { expect, test } from 'vitest';
import { checkChain, GENESIS } from '#domain/ledger/chain.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import { Clock } from '#platform/clock.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ledgerIn } from './a-ledger.ts';
import { hubEvents, recordTouches, touch, unwrap } from './ledger-facts.ts';

test('a new ledger begins with the start of its epoch', () => {
  const [first, ...others] = ledgerIn().all();
  expect(first?.seq).toBe(1);
  expect(first?.event).toMatchObject({
    type: 'epoch-started',
    kiosk: 7,
    body: { reason: 'new', previous: null },
  });
  expect(others).toEqual([]);
});

test('what was recorded is still there after a restart, in order and with the same bytes', () => {
  const folder = temporaryFolder();
  const before = ledgerIn(folder);
  recordTouches(before, 30);
  const head = before.head();
  const texts = before.read(0, 100, 1e6);
  before.close();

  const after = ledgerIn(folder);
  expect(after.head()).toEqual(head);
  expect(after.read(0, 100, 1e6)).toEqual(texts);
  expect([...after.all()].map(({ seq }) => seq)).toEqual(Array.from({ length: 31 }, (_, index) => index + 1));
});

test('the hash of every event covers all events before it', () => {
  const ledger = ledgerIn();
  recordTouches(ledger, 5);
  const chain = unwrap(checkChain(ledger.epoch(), { seq: 0, hash: GENESIS }, ledger.read(0, 100, 1e6)));
  expect(chain.seq).toBe(6);
  expect(chain.hash).toBe(ledger.head().hash);
  expect(chain.hashes).toEqual([1, 2, 3, 4, 5, 6].map((seq) => ledger.hashAt(seq)));
  expect(ledger.hashAt(0)).toBe(GENESIS);
  expect(ledger.hashAt(7)).toBeUndefined();
});

test('append gives back the event that its text says', () => {
  const ledger = ledgerIn();
  const stored = unwrap(ledger.append('engine-started', { app: '1.2.3' }));
  expect(stored.event.body.app).toBe('1.2.3');
  expect(decodeEvent(stored.text)).toEqual({
    ok: true,
    value: { envelope: stored.event, event: stored.event },
  });
  expect([...ledger.all()].at(-1)).toEqual(stored);
});

test('an event no reader could understand is a bug, and nothing of it is kept', () => {
  const ledger = ledgerIn();
  const wrong = { app: 'x'.repeat(1000) } as EventBody<'engine-started'>;
  expect(() => ledger.append('engine-started', wrong)).toThrow();
  expect(ledger.head().seq).toBe(1);
});

test('several events are kept together or not at all', () => {
  const ledger = ledgerIn();
  const stored = unwrap(ledger.appendMany([touch(1), touch(2)]));
  expect(stored.map(({ seq }) => seq)).toEqual([2, 3]);
  const wrong = { type: 'engine-started', body: { app: 'x'.repeat(1000) } } as const;
  expect(() => ledger.appendMany([touch(3), wrong])).toThrow();
  expect(ledger.head().seq).toBe(3);
  expect(ledger.read(0, 100, 1e6)).toHaveLength(3);
});

test('a page to send ends at the limit of events or of bytes, but always has one event', () => {
  const ledger = ledgerIn();
  recordTouches(ledger, 9);
  const all = ledger.read(0, 100, 1e6);
  const bytes = all.map((text) => Buffer.byteLength(text));
  expect(ledger.read(0, 4, 1e6)).toEqual(all.slice(0, 4));
  expect(ledger.read(3, 100, (bytes[3] ?? 0) + (bytes[4] ?? 0))).toEqual(all.slice(3, 5));
  expect(ledger.read(3, 100, 1)).toEqual(all.slice(3, 4));
  expect(ledger.read(10, 100, 1e6)).toEqual([]);
});

test('events can be recorded while all are being read', () => {
  const ledger = ledgerIn();
  recordTouches(ledger, 3);
  const seen: number[] = [];
  for (const { seq } of ledger.all()) {
    seen.push(seq);
    if (seen.length < 3) recordTouches(ledger, 1);
  }
  expect(seen.slice(0, 4)).toEqual([1, 2, 3, 4]);
  expect(ledger.head().seq).toBe(6);
});

test('a clock set by hand is recorded before the touch that found it so', () => {
  let wall = 1_000_000;
  const sources = { wallMs: () => wall, monoMs: () => 5_000, bootId: 'a', uptimeMs: () => 5_000 };
  const clock = new Clock({ sources, onStep: (byMs) => unwrap(ledger.append('clock-stepped', { byMs })) });
  const ledger = ledgerIn(temporaryFolder(), { clock });
  wall += 3_600_000;
  recordTouches(ledger, 1);
  const types = [...ledger.all()].map(({ event }) => event.type);
  expect(types).toEqual(['epoch-started', 'clock-stepped', 'presentation']);
});

test('the newest events are those at the end, in their order, whatever their epoch', () => {
  const ledger = ledgerIn();
  recordTouches(ledger, 5);
  ledger.startNewEpoch('forked');
  const all = [...ledger.all()];
  expect([...ledger.newest(3)]).toEqual(all.slice(-3));
  expect([...ledger.newest(all.length - 2)]).toEqual(all.slice(2));
  expect([...ledger.newest(all.length)]).toEqual(all);
  expect([...ledger.newest(1_000)]).toEqual(all);
});

test("the hub's events don't mix with the kiosk's own", () => {
  const ledger = ledgerIn();
  ledger.appendHubEvents(hubEvents(3), { generation: null, run: null, position: 3 });
  expect([...ledger.all()]).toHaveLength(1);
});
