import { describe, expect, test } from 'vitest';
import type { Hash } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import { heartbeat, kinds, sent, TestKiosk } from './a-kiosk.ts';

const OTHER = 'e'.repeat(64) as Hash;

describe('a kiosk hands its ledger over', () => {
  test('from where the hub stands, one frame at a time', () => {
    const kiosk = new TestKiosk();
    kiosk.append(119);
    const [first] = sent(kiosk.connect(), 'push');
    expect(first).toMatchObject({ from: 1, head: { seq: 50, hash: kiosk.point(50).hash }, more: 70 });
    expect(first?.events).toHaveLength(50);
    expect(sent(kiosk.take({ kind: 'appended' }), 'push')).toEqual([]);

    const [second] = sent(kiosk.hears(kiosk.ack(50)), 'push');
    expect(second).toMatchObject({ from: 51, head: { seq: 120 }, more: 0 });
    expect(sent(kiosk.hears(kiosk.ack(120)), 'push')).toEqual([]);
    expect(kiosk.ledger.acked().seq).toBe(120);
  });

  test('a touch at once while nothing else is on its way', () => {
    const kiosk = new TestKiosk();
    kiosk.connect(kiosk.point(1));
    kiosk.append(1);
    expect(sent(kiosk.take({ kind: 'appended' }), 'push')).toMatchObject([{ from: 2, head: { seq: 2 } }]);
  });

  test('and does not go back for an acknowledgement that comes late or twice', () => {
    const kiosk = new TestKiosk();
    kiosk.append(1);
    kiosk.connect();
    const late = kiosk.ack(1);
    kiosk.hears(kiosk.ack(2));
    expect(kiosk.hears(late)).toEqual([]);
    expect(kiosk.ledger.acked().seq).toBe(2);
  });

  test('in smaller frames on a link that swallows them, down to one event, and in larger ones while it answers', () => {
    const kiosk = new TestKiosk();
    kiosk.append(99);
    kiosk.connect();
    const sizes: number[] = [];
    for (let i = 0; i < 7; i++) {
      kiosk.take({ kind: 'closed', connection: kiosk.state.connections, why: 'cut' });
      kiosk.tick(60_000);
      kiosk.take({ kind: 'stop' });
      sizes.push(sent(kiosk.connect(), 'push')[0]?.events.length ?? 0);
    }
    expect(sizes).toEqual([25, 12, 6, 3, 1, 1, 1]);
    expect(sent(kiosk.hears(kiosk.ack(1)), 'push')[0]?.events).toHaveLength(2);
    expect(sent(kiosk.hears(kiosk.ack(3)), 'push')[0]?.events).toHaveLength(4);
  });
});

describe('the hub asks a kiosk to wait', () => {
  test('and it waits, sends its heartbeats, is not taken for stuck, and comes back with a small frame', () => {
    const kiosk = new TestKiosk();
    kiosk.append(99);
    kiosk.connect();
    kiosk.hears({ type: 'wait', from: 1, retryAfterMs: 50_000 });
    for (let i = 0; i < 9; i++) {
      kiosk.tick(5_000);
      kiosk.hears(heartbeat());
      expect(kiosk.state.link.name).toBe('live');
    }
    const [push] = sent(kiosk.tick(5_000), 'push');
    expect(push?.events).toHaveLength(10);
    expect(sent(kiosk.hears(kiosk.ack(10)), 'push')[0]?.events).toHaveLength(20);
  });

  test('an answer to another push is none', () => {
    const kiosk = new TestKiosk();
    kiosk.append(1);
    kiosk.connect();
    const before = kiosk.state.link;
    kiosk.hears({ type: 'wait', from: 99, retryAfterMs: 50_000 });
    expect(kiosk.state.link).toEqual(before);
  });

  test('and calls it when there is room: it comes at once, with a whole frame', () => {
    const kiosk = new TestKiosk();
    kiosk.append(99);
    kiosk.connect();
    kiosk.hears({ type: 'wait', from: 1, retryAfterMs: 8_000 });
    kiosk.tick(1_000);
    expect(sent(kiosk.hears({ type: 'wait', from: 99, retryAfterMs: 1 }), 'push')).toEqual([]);
    // The network brought the first word twice.
    expect(sent(kiosk.hears({ type: 'wait', from: 1, retryAfterMs: 8_000 }), 'push')).toEqual([]);
    const [push] = sent(kiosk.hears({ type: 'wait', from: 1, retryAfterMs: 1 }), 'push');
    expect(push).toMatchObject({ from: 1, events: { length: 50 } });
  });
});

describe('the watchdog', () => {
  test('gives up a link on which heartbeats come but nothing moves', () => {
    const kiosk = new TestKiosk();
    kiosk.append(1);
    kiosk.connect();
    for (let i = 0; i < 2; i++) {
      kiosk.tick(5_000);
      kiosk.hears(heartbeat());
    }
    expect(kiosk.state.link.name).toBe('live');
    expect(kinds(kiosk.tick(5_000))).toEqual(['hang-up']);
    expect(kiosk.state.lastLoss).toContain('nothing moves');
  });

  test('leaves a quiet link alone', () => {
    const kiosk = new TestKiosk();
    kiosk.connect(kiosk.point(1));
    for (let i = 0; i < 100; i++) {
      kiosk.tick(5_000);
      kiosk.hears(heartbeat());
    }
    expect(kiosk.state.link.name).toBe('live');
  });
});

describe('where the hub stands, and what the kiosk does', () => {
  test('inside the chain: goes on from there, also back, because that hub was put back from a copy', () => {
    const kiosk = new TestKiosk();
    kiosk.append(9);
    kiosk.connect(kiosk.point(10));
    kiosk.take({ kind: 'stop' });
    expect(kiosk.ledger.acked().seq).toBe(10);
    expect(sent(kiosk.connect(kiosk.point(4)), 'push')).toMatchObject([{ from: 5 }]);
    expect(kiosk.ledger.acked().seq).toBe(4);
  });

  test('never heard of it: from the beginning', () => {
    const kiosk = new TestKiosk();
    expect(sent(kiosk.connect({ seq: 0, hash: GENESIS }), 'push')).toMatchObject([{ from: 1 }]);
  });

  test('beyond its end: this kiosk was put back, and goes on in a new epoch with everything it has', () => {
    const kiosk = new TestKiosk();
    kiosk.append(3);
    const old = kiosk.epoch;
    expect(kinds(kiosk.connect({ seq: 9, hash: OTHER }))).toEqual(['note-opening', 'start-epoch', 'hang-up']);
    expect(kiosk.epoch).not.toBe(old);
    expect(kiosk.ledger.head().seq).toBe(1 + 4);
  });

  test('another hash at the same place: a new epoch', () => {
    const kiosk = new TestKiosk();
    kiosk.append(3);
    expect(kinds(kiosk.connect({ seq: 2, hash: OTHER }))).toContain('start-epoch');
  });

  test('before what the kiosk has deleted: a new epoch with what is left', () => {
    const kiosk = new TestKiosk();
    kiosk.append(9);
    kiosk.connect(kiosk.point(10), { archivedSeq: 6 });
    kiosk.take({ kind: 'stop' });
    kiosk.disk.prune(kiosk.disk.port);
    expect(kiosk.ledger.prunedSeq()).toBe(6);
    expect(kinds(kiosk.connect({ seq: 0, hash: GENESIS }))).toContain('start-epoch');
    expect(kiosk.ledger.head().seq).toBe(1 + 4);
  });

  test('an acknowledgement of other events than these is none: a new epoch', () => {
    const kiosk = new TestKiosk();
    kiosk.append(3);
    kiosk.connect();
    expect(kinds(kiosk.hears({ ...kiosk.ack(4), hash: OTHER }))).toContain('start-epoch');
  });

  test('a gap: on from the head the hub names', () => {
    const kiosk = new TestKiosk();
    kiosk.append(9);
    kiosk.connect(kiosk.point(5));
    const effects = kiosk.hears({ type: 'gap', epoch: kiosk.epoch, head: kiosk.point(2) });
    expect(sent(effects, 'push')).toMatchObject([{ from: 3 }]);
  });

  test('a fork: a new epoch, but no second one within a minute however often the hub says so', () => {
    const kiosk = new TestKiosk();
    kiosk.append(3);
    kiosk.connect();
    expect(kinds(kiosk.hears({ type: 'fork', epoch: kiosk.epoch, head: kiosk.point(1) }))).toContain(
      'start-epoch',
    );
    const second = kiosk.epoch;
    kiosk.take({ kind: 'stop' });
    kiosk.connect({ seq: 1, hash: OTHER });
    expect(kiosk.epoch).toBe(second);
    kiosk.mono += 60_000;
    kiosk.take({ kind: 'stop' });
    kiosk.connect({ seq: 1, hash: OTHER });
    expect(kiosk.epoch).not.toBe(second);
  });

  test('what the hub has seen of opening numbers is noted before anything else', () => {
    const kiosk = new TestKiosk();
    expect(kiosk.connect(kiosk.point(1), { highestOpening: 77 })[0]).toEqual({
      kind: 'note-opening',
      number: 77,
    });
  });
});
