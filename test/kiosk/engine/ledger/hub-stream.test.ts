import { expect, test } from 'vitest';
import type { Generation, HubRun } from '#domain/sync/frames.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ledgerIn } from './a-ledger.ts';
import { hubEvents } from './ledger-facts.ts';

const generation = '00112233aabbccdd' as Generation;
const run = '0123012301230123' as HubRun;

test("the hub's events and the cursor after them are there after a restart", () => {
  const folder = temporaryFolder();
  const before = ledgerIn(folder);
  expect(before.feedCursor()).toEqual({ generation: null, run: null, position: 0 });
  const events = hubEvents(7);
  expect(before.appendHubEvents(events.slice(0, 4), { generation, run, position: 40 })).toBe(4);
  before.close();

  const after = ledgerIn(folder);
  expect(after.feedCursor()).toEqual({ generation, run, position: 40 });
  after.appendHubEvents(events.slice(4), { generation, run, position: 70 });
  const page = after.hubEvents(0, 100, 1e6);
  expect(page.events.map(({ position: _, ...event }) => event)).toEqual(events);
  expect(page).toMatchObject({ position: 7, more: false });
});

test('one that came before is not kept twice, whatever generation sends it', () => {
  const ledger = ledgerIn();
  const events = hubEvents(3);
  ledger.appendHubEvents(events, { generation: null, run: null, position: 3 });
  expect(ledger.appendHubEvents([...events, ...events], { generation, run, position: 3 })).toBe(0);
  expect(ledger.hubEvents(0, 100, 1e6).events).toHaveLength(3);
  expect(ledger.feedCursor()).toEqual({ generation, run, position: 3 });
});

test('of a place that was given out twice both events are kept, each once, and offered back under their seals', () => {
  const folder = temporaryFolder();
  const ledger = ledgerIn(folder);
  const [first, second] = hubEvents(2);
  if (first === undefined || second === undefined) throw new Error('no events');
  ledger.appendHubEvents([first], { generation, run, position: 1 });
  const other = { ...second, seq: first.seq, seal: '0ddc0ffe'.repeat(4) };
  expect(ledger.appendHubEvents([other], { generation, run, position: 2 })).toBe(1);
  expect(ledger.appendHubEvents([first, other], { generation, run, position: 2 })).toBe(0);
  const kept = [
    { ...first, position: 1 },
    { ...other, position: 2 },
  ];
  expect(ledger.hubEvents(0, 10, 1e6).events).toEqual(kept);
  ledger.close();
  expect(ledgerIn(folder).hubEvents(0, 10, 1e6).events).toEqual(kept);
});

test('they are offered back in pages within both limits', () => {
  const ledger = ledgerIn();
  const events = hubEvents(5);
  ledger.appendHubEvents(events, { generation, run, position: 5 });
  const bytes = events.map(({ text }) => Buffer.byteLength(text));
  expect(ledger.hubEvents(0, 2, 1e6)).toMatchObject({ position: 2, more: true });
  expect(ledger.hubEvents(2, 10, (bytes[2] ?? 0) + 1)).toMatchObject({ position: 3, more: true });
  expect(ledger.hubEvents(3, 2, 1e6)).toMatchObject({ position: 5, more: false });
  expect(ledger.hubEvents(5, 2, 1e6)).toEqual({ events: [], position: 5, more: false });
});
