import { describe, expect, it } from 'vitest';
import type { Epoch, EventId, Seq } from '#domain/ids.ts';
import type { EventBody, EventType, LedgerEvent } from '#domain/ledger/event.ts';
import { newEventId } from '#platform/ids.ts';
import { EventBook } from '../../../../src/kiosk/engine/sessions/event-book.ts';
import { ALGEBRA_AT_9, ENROLMENT, NOOR, OKAFOR, ROOM } from '../rig/campus.ts';

const { sessionId } = ALGEBRA_AT_9;
let seq = 0;

/** An event whose clock was not compared with the hub's: 1,000 s fast, in its boot's `mono`-th ms. */
function event<T extends EventType>(type: T, mono: number, body: EventBody<T>, id: EventId = newEventId()) {
  seq += 1;
  const clock = {
    wall: 1_000_000 + mono,
    mono,
    boot: '00000000000000b0',
    hubMinusMono: null,
    uncertaintyMs: null,
  };
  const epoch = '00000000000000ee' as Epoch;
  return {
    kiosk: ENROLMENT.kiosk,
    epoch,
    seq: seq as Seq,
    id,
    type,
    v: 1,
    clock,
    body,
  } as unknown as LedgerEvent;
}

const touch = (mono: number, of: typeof sessionId | null) =>
  event('presentation', mono, {
    method: 'card',
    reader: 'door',
    tag: null,
    personId: NOOR.id,
    directory: 1,
    sessionId: of,
    answer: 'present',
  });

const newBook = () => new EventBook({ kiosk: ENROLMENT.kiosk, roomId: () => ROOM });

describe('the events in memory', () => {
  it('are put right when the clock is compared with the hub’s only later', () => {
    const book = newBook();
    book.take(touch(5_000, sessionId));
    const before = book.version(sessionId);
    expect(book.factsOf(sessionId)).toMatchObject([{ at: 1_005_000, uncertaintyMs: null, roomId: ROOM }]);
    book.take(event('clock-sampled', 9_000, { hubMinusMono: 2_000_000, uncertaintyMs: 4 }));
    expect(book.factsOf(sessionId)[0]?.at).toBe(2_005_000);
    expect(book.version(sessionId)).not.toBe(before);
  });

  it('have touches without a session only around the time that is asked for', () => {
    const book = newBook();
    book.take(touch(5_000, null));
    expect(book.factsOf(sessionId)).toHaveLength(0);
    expect(book.touchesWithoutSession(1_000_000, 1_010_000)).toHaveLength(1);
    expect(book.touchesWithoutSession(1_005_001, 1_010_000)).toHaveLength(0);
  });

  it('count an attempt once that was carried over into a new epoch', () => {
    const book = newBook();
    const id = newEventId();
    const body = { personId: OKAFOR.id, method: 'pin', outcome: 'wrong-pin', sessionId } as const;
    book.take(event('unlock-attempted', 1, body, id));
    book.take(event('unlock-attempted', 1, body, id));
    expect(book.unlockAttempts()).toHaveLength(1);
  });

  it('never grow without end: the newest are kept', () => {
    const book = newBook();
    book.take(touch(1, sessionId));
    for (let i = 0; i < 40_000; i += 1) book.take(event('clock-stepped', i, { byMs: 1 }));
    book.take(touch(50_000, sessionId));
    expect(book.factsOf(sessionId).map(({ at }) => at)).toEqual([1_050_000]);
  });
});
