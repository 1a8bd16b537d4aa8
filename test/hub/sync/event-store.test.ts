import { describe, expect, test } from 'vitest';
import type { Epoch, Hash, KioskNumber, OpeningNumber, Seq, SessionId } from '#domain/ids.ts';
import { EPOCH, eventId, KIOSK, openStore, pushOf, textOf } from './a-store.ts';

const SESSION = '0190aaaa-0000-5000-8000-000000000001' as SessionId;
const NEW_EPOCH = 'fedcba9876543210' as Epoch;

function opening(seq: number, number: number): string {
  const body = {
    sessionId: SESSION,
    number: number as OpeningNumber,
    by: null,
    method: 'policy',
    adHoc: null,
  };
  return textOf(seq, { type: 'opening-started', body });
}

describe('events that a kiosk hands over', () => {
  test('are kept as they were hashed, with what queries need beside them', () => {
    const { store, rows, projected, told } = openStore();
    const texts = [textOf(1), opening(2, 40)];
    const push = pushOf(texts);
    expect(store.ingest([push])).toEqual([
      { kind: 'stored', head: { seq: 2, hash: push.push.head.hash }, added: 2 },
    ]);
    expect(rows()).toMatchObject([
      {
        kiosk: 7,
        seq: 1,
        id: eventId(1),
        type: 'engine-started',
        session_id: null,
        at: 1_799_999_999_995,
        text: texts[0],
      },
      {
        kiosk: 7,
        seq: 2,
        type: 'opening-started',
        session_id: SESSION,
        text: texts[1],
        hash: push.push.head.hash,
        flags: null,
      },
    ]);
    expect(projected.map(({ envelope }) => envelope.seq)).toEqual([1, 2]);
    expect(told).toEqual(projected);
    expect(store.headOf(KIOSK, EPOCH)).toEqual({ seq: 2, hash: push.push.head.hash });
    expect(store.highestOpening(KIOSK)).toBe(40);
  });

  test('are there once however often they come, and nobody is told twice', () => {
    const { store, rows, told } = openStore();
    const first = pushOf([textOf(1), textOf(2)]);
    store.ingest([first, first]);
    const longer = pushOf([textOf(1), textOf(2), textOf(3)]);
    expect(store.ingest([longer, first])).toEqual([
      { kind: 'stored', head: { seq: 3, hash: longer.push.head.hash }, added: 1 },
      { kind: 'stored', head: { seq: 3, hash: longer.push.head.hash }, added: 0 },
    ]);
    expect(rows()).toHaveLength(3);
    expect(told).toHaveLength(3);
  });

  test('of several kiosks go in together, each into its own ledger', () => {
    const { store, rows } = openStore();
    const other = 8 as KioskNumber;
    store.ingest([pushOf([textOf(1)]), pushOf([textOf(1, { kiosk: other })], undefined, { kiosk: other })]);
    expect(rows()).toMatchObject([{ kiosk: 7 }, { kiosk: 8 }]);
  });

  test('beyond what is held are a gap, and other ones a fork; neither changes anything', () => {
    const { store, rows } = openStore();
    const push = pushOf([textOf(1)]);
    store.ingest([push]);
    const head = store.headOf(KIOSK, EPOCH);
    const beyond = pushOf([textOf(3)], { seq: 2, hash: 'a'.repeat(64) as Hash });
    const other = pushOf([textOf(1, { body: { app: 'other' } }), textOf(2)]);
    expect(store.ingest([beyond, other])).toEqual([
      { kind: 'gap', head },
      { kind: 'fork', head },
    ]);
    expect(rows()).toHaveLength(1);
  });

  test('without the kiosk’s signature over the head are not taken', () => {
    const { store, rows } = openStore();
    const { push, ...rest } = pushOf([textOf(1)]);
    const forged = { ...rest, push: { ...push, head: { ...push.head, signature: 'forged' } } };
    expect(store.ingest([forged])).toEqual([{ kind: 'bad-signature' }]);
    expect(rows()).toHaveLength(0);
  });

  test('are kept, flagged and believed by nobody when they can’t be read or claim another place', () => {
    const { store, rows, projected } = openStore();
    const elsewhere = textOf(9, { kiosk: 8 as KioskNumber });
    const texts = ['not an event', elsewhere, textOf(3, { type: 'dance', body: { steps: 3 } })];
    expect(store.ingest([pushOf(texts)])[0]?.kind).toBe('stored');
    expect(rows()).toMatchObject([
      { text: 'not an event', flags: 'unreadable', id: null, type: null },
      { text: elsewhere, flags: 'misnamed', id: null },
      { type: 'dance', flags: null, id: eventId(3) },
    ]);
    expect(projected).toMatchObject([{ envelope: { type: 'dance' }, event: null }]);
  });

  test('are all taken back when the hub’s own tables can’t follow', () => {
    const { db, store, rows } = openStore();
    db.exec("create trigger full before insert on ledger_heads begin select raise(abort, 'disk full'); end");
    expect(() => store.ingest([pushOf([textOf(1)])])).toThrow('disk full');
    expect(rows()).toHaveLength(0);
    expect(store.headOf(KIOSK, EPOCH)).toBeUndefined();
  });
});

describe('a kiosk that went on in a new epoch', () => {
  const carriedFrom = { epoch: EPOCH, seq: 1 as Seq };
  const carry = (more: object) => textOf(1, { epoch: NEW_EPOCH, id: eventId(1), carriedFrom, ...more });

  test('brings along its events under their old ids', () => {
    const { store, rows, alarms } = openStore();
    store.ingest([pushOf([textOf(1)])]);
    store.ingest([pushOf([carry({})], undefined, { epoch: NEW_EPOCH })]);
    expect(rows()).toMatchObject([
      { epoch: EPOCH, id: eventId(1) },
      { epoch: NEW_EPOCH, id: eventId(1), flags: null },
    ]);
    expect(alarms).toEqual([]);
  });

  test('raises an alarm when one of them is not what it was', () => {
    const { store, rows, alarms } = openStore();
    store.ingest([pushOf([textOf(1)])]);
    store.ingest([pushOf([carry({ body: { app: 'changed' } })], undefined, { epoch: NEW_EPOCH })]);
    expect(rows()[1]).toMatchObject({ flags: 'differs' });
    expect(alarms).toEqual([{ kind: 'changed-when-carried', kiosk: KIOSK, epoch: NEW_EPOCH, seq: 1 }]);
  });

  test('raises none when its copy recorded another event in that place: that is why it has a new epoch', () => {
    const { store, alarms } = openStore();
    store.ingest([pushOf([textOf(1)])]);
    store.ingest([pushOf([carry({ id: eventId(99) })], undefined, { epoch: NEW_EPOCH })]);
    expect(alarms).toEqual([]);
  });
});

describe('events that come back after a restore', () => {
  const hash = 'a'.repeat(64) as Hash;
  const returned = (seq: number, text: string) => ({ origin: KIOSK, epoch: EPOCH, seq, hash, text });

  test('are kept beside their ledger, told of, and move no head', () => {
    const { store, rows, told } = openStore();
    store.acceptOffer(KIOSK, [returned(5, textOf(5))]);
    expect(rows()).toMatchObject([{ seq: 5, flags: 'returned' }]);
    expect(told).toHaveLength(1);
    expect(store.headOf(KIOSK, EPOCH)).toBeUndefined();
  });

  test('are left alone when they are there; are told of once, kept beside and count when they are not the same', () => {
    const { store, rows, told, alarms } = openStore();
    store.ingest([pushOf([textOf(1)])]);
    store.acceptOffer(KIOSK, [returned(1, textOf(1))]);
    expect(alarms).toEqual([]);
    store.acceptOffer(KIOSK, [returned(1, textOf(1, { body: { app: 'other' } }))]);
    expect(alarms).toEqual([{ kind: 'other-bytes', kiosk: KIOSK, epoch: EPOCH, seq: 1 }]);
    const other = textOf(1, { body: { app: 'other' } });
    store.acceptOffer(KIOSK, [returned(1, other)]);
    expect(rows().toSorted((a, b) => Number(a.text === other) - Number(b.text === other))).toMatchObject([
      { epoch: EPOCH, text: textOf(1) },
      { epoch: hash.slice(0, 16), text: other, flags: 'returned', type: 'engine-started' },
    ]);
    expect(told.map(({ event }) => event?.body)).toEqual([{ app: '1' }, { app: 'other' }]);
    expect(alarms).toHaveLength(1);
  });

  test('are the kiosk’s own again once it pushes them under its signature', () => {
    const { store, rows, told, alarms } = openStore();
    const { hash: first } = pushOf([textOf(1)]).push.head;
    store.acceptOffer(KIOSK, [{ ...returned(1, textOf(1)), hash: first }]);
    const push = pushOf([textOf(1), textOf(2)]);
    expect(store.ingest([push])[0]?.kind).toBe('stored');
    expect(rows()).toMatchObject([{ flags: null }, { hash: push.push.head.hash }]);
    expect(told.map(({ envelope }) => envelope.seq)).toEqual([1, 2]);
    expect(alarms).toEqual([]);
  });

  test('are never overwritten: a kiosk that records another event in that place was put back, and must begin a new epoch', () => {
    const { store, rows } = openStore();
    store.acceptOffer(KIOSK, [returned(2, textOf(2))]);
    const push = pushOf([textOf(1), textOf(2, { body: { app: 'other' } })]);
    expect(store.ingest([push])[0]?.kind).toBe('fork');
    expect(rows()).toMatchObject([{ seq: 2, text: textOf(2) }]);
  });

  test('keep opening numbers from being given out again', () => {
    const { store } = openStore();
    store.ingest([pushOf([textOf(1)])]);
    store.acceptOffer(KIOSK, [returned(9, opening(9, 41))]);
    expect(store.highestOpening(KIOSK)).toBe(41);
  });
});

test('what a verified backup holds may be deleted, and never more than is here', () => {
  const { store } = openStore();
  store.ingest([pushOf([textOf(1), textOf(2)])]);
  store.markArchived([{ kiosk: KIOSK, epoch: EPOCH, seq: 1 }]);
  expect(store.archivedSeq(KIOSK, EPOCH)).toBe(1);
  store.markArchived([{ kiosk: KIOSK, epoch: EPOCH, seq: 99 }]);
  expect(store.archivedSeq(KIOSK, EPOCH)).toBe(2);
  expect(store.archivedSeq(KIOSK, NEW_EPOCH)).toBe(0);
});
