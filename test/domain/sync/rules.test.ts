import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import { type Admission, admit, callNext, leave, NOBODY } from '#domain/sync/admission.ts';
import {
  addToClockWindow,
  CLOCK_SAMPLES,
  clockSampleOf,
  EMPTY_CLOCK_WINDOW,
} from '#domain/sync/clock-window.ts';
import { helloBytes, keyIdOf } from '#domain/sync/handshake.ts';
import { judgePush } from '#domain/sync/judge-push.ts';
import { documentHash, manifestDigest, manifestOf } from '#domain/sync/manifest.ts';

const EPOCH = '0123456789abcdef' as Epoch;
const TEXTS = ['one', 'two', 'three', 'four', 'five'];

function hashesOf(texts: readonly string[]): readonly Hash[] {
  let previous = GENESIS;
  return texts.map((text, index) => {
    previous = eventHash(EPOCH, index + 1, previous, text);
    return previous;
  });
}

function pushOf(texts: readonly string[], from: number, to: number) {
  const hash = hashesOf(texts)[to - 1] ?? GENESIS;
  return { epoch: EPOCH, from, events: texts.slice(from - 1, to), head: { seq: to, hash, signature: '' } };
}

function heldOf(texts: readonly string[]) {
  const hashes = hashesOf(texts);
  const last = hashes.at(-1);
  const head = last === undefined ? undefined : { seq: hashes.length, hash: last };
  return { head, hashAt: (seq: number) => hashes[seq - 1], beyondHead: () => [] };
}

describe('a push, by what the hub holds', () => {
  test('fits, whatever part of it is there already, and only the rest is new', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), (held, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const judged = judgePush(pushOf(TEXTS, from, to), heldOf(TEXTS.slice(0, held)));
        if (from > held + 1) expect(judged.kind).toBe('gap');
        else {
          expect(judged).toMatchObject({
            kind: 'fits',
            texts: TEXTS.slice(held, to),
            head: { seq: Math.max(held, to) },
          });
        }
      }),
    );
  });

  test('is a fork when any event that both have differs', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        (held, changed, to) => {
          const other = TEXTS.with(changed - 1, 'other');
          const { kind } = judgePush(pushOf(other, 1, to), heldOf(TEXTS.slice(0, held)));
          expect(kind).toBe(changed <= Math.min(held, to) ? 'fork' : 'fits');
        },
      ),
    );
  });

  test('is a fork when the hub was given back another event for one of its places, and fits when it is the same', () => {
    const [, , third = GENESIS] = hashesOf(TEXTS);
    const held = heldOf(TEXTS.slice(0, 1));
    const judged = (hash: Hash) =>
      judgePush(pushOf(TEXTS, 1, 4), { ...held, beyondHead: () => [{ seq: 3, hash }] }).kind;
    expect(judged(third)).toBe('fits');
    expect(judged('f'.repeat(64) as Hash)).toBe('fork');
  });

  test('is a fork when its events are not those of the head that was signed', () => {
    const push = pushOf(TEXTS, 1, 3);
    expect(judgePush({ ...push, events: ['one', 'TWO', 'three'] }, heldOf([])).kind).toBe('fork');
    expect(judgePush({ ...push, head: { ...push.head, seq: 4 } }, heldOf([])).kind).toBe('fork');
  });
});

describe('who may catch up', () => {
  const limits = { places: 2, placeIdleMs: 10_000 };
  const ask = (admission: Admission, kiosk: number, at: number, events = 50, more = 450) =>
    admit(admission, { kiosk: kiosk as KioskNumber, from: 1, events, more, at }, limits);

  test('as many as there are places; who has one keeps it while it pushes', () => {
    const one = ask(NOBODY, 1, 0);
    const two = ask(one.admission, 2, 0);
    expect([one.admitted, two.admitted, ask(two.admission, 3, 5_000).admitted]).toEqual([true, true, false]);
    expect(ask(two.admission, 1, 9_000).admitted).toBe(true);
    expect(ask(two.admission, 3, 10_000).admitted).toBe(true);
    expect(ask(leave(two.admission, 2 as KioskNumber), 3, 5_000).admitted).toBe(true);
  });

  test('and always whoever has next to nothing to send', () => {
    const full = ask(ask(NOBODY, 1, 0).admission, 2, 0).admission;
    expect(ask(full, 3, 0, 6, 4).admitted).toBe(true);
    expect(ask(full, 3, 0, 6, 5).admitted).toBe(false);
    expect(ask(full, 1, 0, 10, 0).admission.places.has(1 as KioskNumber)).toBe(false);
  });

  test('and who sends its last frame is done: the next one need not wait until it has been idle', () => {
    const full = ask(ask(NOBODY, 1, 0).admission, 2, 0).admission;
    const done = ask(full, 2, 5, 400, 0);
    expect(done.admitted).toBe(true);
    expect(ask(done.admission, 3, 6).admitted).toBe(true);
  });

  test('and who has to wait is called when there is room, the longest waiting first, and finds its place kept', () => {
    const full = ask(ask(NOBODY, 1, 0).admission, 2, 0).admission;
    const waiting = ask(ask(ask(full, 3, 1).admission, 4, 2).admission, 3, 3).admission;
    expect(callNext(waiting, 4, limits).called).toEqual([]);
    const freed = callNext(ask(waiting, 2, 5, 400, 0).admission, 5, limits);
    expect(freed.called).toEqual([3]);
    expect(ask(freed.admission, 5, 6).admitted).toBe(false);
    expect(ask(freed.admission, 3, 6).admitted).toBe(true);
    // Who is called and doesn't come keeps nobody waiting for ever, and who has left isn't called.
    expect(callNext(freed.admission, 10_005, limits).called).toEqual([4]);
    expect(callNext(leave(freed.admission, 4 as KioskNumber), 10_005, limits).called).toEqual([]);
  });
});

describe('a clock sample', () => {
  test('is within its own uncertainty of the truth, however unequal the two ways are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.integer({ min: 0, max: 1e9 }),
        fc.double({ min: 0, max: 20_000, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 20_000, noNaN: true }),
        (offset, sentAt, there, thinking, back) => {
          const received = sentAt + there + offset;
          const sample = clockSampleOf({
            sentAt,
            receivedAt: Math.floor(received),
            answeredAt: Math.floor(received + thinking),
            backAt: Math.round(sentAt + there + thinking + back),
          });
          expect(sample).toBeDefined();
          expect(Math.abs((sample?.hubMinusMono ?? 0) - offset)).toBeLessThanOrEqual(
            (sample?.uncertaintyMs ?? 0) + 1,
          );
        },
      ),
    );
  });

  test('is none when the clock that measured it went backwards', () => {
    expect(clockSampleOf({ sentAt: 10, receivedAt: 0, answeredAt: 0, backAt: 9 })).toBeUndefined();
    expect(clockSampleOf({ sentAt: 10, receivedAt: 0, answeredAt: 50, backAt: 20 })).toBeUndefined();
  });

  test('is told once there are enough to choose from, and again only when a better one takes its place', () => {
    const told: number[] = [];
    let window = EMPTY_CLOCK_WINDOW;
    for (const uncertaintyMs of [9, 3, 8, 8, 8, 8, 8, 8, 20, 2, 20]) {
      const added = addToClockWindow(window, { hubMinusMono: 0, uncertaintyMs });
      window = added.window;
      if (added.tell !== null) told.push(added.tell.uncertaintyMs);
    }
    expect(CLOCK_SAMPLES).toBe(8);
    expect(told).toEqual([3, 2]);
  });
});

describe('a manifest', () => {
  test('has the same digest in whatever order its documents are listed, and another when any of them is another', () => {
    const refs = ['a', 'b', 'c'].map((id) => [id, documentHash(id)] as const);
    expect(manifestDigest(refs.toReversed())).toBe(manifestDigest(refs));
    expect(manifestDigest(refs.slice(1))).not.toBe(manifestDigest(refs));
    expect(manifestOf(5, refs)).toEqual({ rev: 5, documents: refs, digest: manifestDigest(refs) });
  });
});

test('a hello is signed over both nonces, the other key and all it says, so that none of it can be used elsewhere', () => {
  const hello = {
    type: 'hello',
    v: [1, 1],
    kiosk: 7 as KioskNumber,
    app: 'x',
    start: '0000000000000005',
    epoch: EPOCH,
    head: { seq: 0, hash: GENESIS },
    acked: { seq: 0, hash: GENESIS },
    feed: { generation: null, run: null, position: 0 },
    manifest: null,
    clock: { boot: '00', wall: 0 as never, mono: 0 },
    nonce: '11'.repeat(16),
  } as const;
  const keyId = keyIdOf(Uint8Array.of(1, 2, 3));
  const bytes = helloBytes(hello, { keyId, nonce: '22'.repeat(16) });
  expect(Buffer.from(bytes.subarray(0, 18)).toString('latin1')).toBe('muster-sync-hello\0');
  expect(Buffer.from(bytes.subarray(18, 66)).toString('hex')).toBe(
    `${'22'.repeat(16)}${'11'.repeat(16)}${keyId}`,
  );
  expect(bytes).toHaveLength(18 + 48 + 32);
  const other = helloBytes({ ...hello, app: 'y' }, { keyId, nonce: '22'.repeat(16) });
  expect(other.subarray(66)).not.toEqual(bytes.subarray(66));
  expect(keyId).toBe('039058c6f2c0cb492c533b0a4d14ef77');
});
