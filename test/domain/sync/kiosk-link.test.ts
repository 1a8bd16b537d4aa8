import { describe, expect, test } from 'vitest';
import { CHALLENGE, HUB_KEY_ID, heartbeat, kinds, sent, TestKiosk } from './a-kiosk.ts';

describe('a kiosk that looks for its hub', () => {
  test('answers the challenge with where it stands', () => {
    const kiosk = new TestKiosk();
    kiosk.append(2);
    expect(kiosk.take({ kind: 'start' })).toEqual([{ kind: 'dial', connection: 1 }]);
    const [hello] = sent(kiosk.hears(CHALLENGE), 'hello');
    expect(hello).toMatchObject({
      kiosk: 7,
      head: { seq: 3 },
      acked: { seq: 0 },
      feed: { generation: null },
    });
  });

  test('tells nothing to another hub than the one it enrolled with', () => {
    const kiosk = new TestKiosk();
    kiosk.take({ kind: 'start' });
    const effects = kiosk.hears({ ...CHALLENGE, keyId: 'f'.repeat(32) });
    expect(kinds(effects)).toEqual(['hang-up']);
    expect(kiosk.state.lastLoss).toContain('another hub');
  });

  test('believes no welcome that its hub did not sign', () => {
    const kiosk = new TestKiosk();
    kiosk.append(1);
    kiosk.hubSignatureIsGood = false;
    expect(kinds(kiosk.connect())).toEqual(['hang-up']);
    expect(kiosk.ledger.acked().seq).toBe(0);
  });

  test.each([
    [[2, 3], 'update it'],
    [[0, 0], 'update the hub'],
  ] as const)('says which of the two must be updated when the hub speaks versions %s', (v, text) => {
    const kiosk = new TestKiosk();
    kiosk.take({ kind: 'start' });
    kiosk.hears({ ...CHALLENGE, keyId: HUB_KEY_ID, v });
    expect(kiosk.state.link).toMatchObject({ name: 'refused', reason: 'too-old' });
    expect(kiosk.state.lastLoss).toContain(text);
  });

  test('waits longer after each failure, never longer than the cap, and at once when the network changes', () => {
    const kiosk = new TestKiosk();
    kiosk.fraction = 0.999;
    kiosk.take({ kind: 'start' });
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      kiosk.take({ kind: 'closed', connection: kiosk.state.connections, why: 'refused' });
      const { link } = kiosk.state;
      if (link.name !== 'backing-off') throw new Error(link.name);
      waits.push(link.until - kiosk.mono);
      expect(kiosk.tick(link.until - kiosk.mono - 1)).toEqual([]);
      expect(kinds(kiosk.tick(1))).toEqual(['dial']);
    }
    expect(waits).toEqual([500, 999, 1_998, 3_996, 7_992, 14_985, 14_985, 14_985]);

    kiosk.take({ kind: 'closed', connection: kiosk.state.connections, why: 'refused' });
    expect(kinds(kiosk.take({ kind: 'network-changed' }))).toEqual(['dial']);
  });

  test('starts with short waits again after a link that held', () => {
    const kiosk = new TestKiosk();
    kiosk.take({ kind: 'start' });
    kiosk.take({ kind: 'closed', connection: 1, why: 'refused' });
    kiosk.tick(60_000);
    kiosk.connect(kiosk.point(1));
    expect(kiosk.state.failures).toBe(1);
    for (let i = 0; i < 7; i++) {
      kiosk.tick(5_000);
      kiosk.hears(heartbeat());
    }
    kiosk.take({ kind: 'closed', connection: kiosk.state.connections, why: 'cut' });
    expect(kiosk.state.failures).toBe(1);
  });

  test('gives up a call that nobody answers', () => {
    const kiosk = new TestKiosk();
    kiosk.take({ kind: 'start' });
    expect(kiosk.tick(9_999)).toEqual([]);
    expect(kinds(kiosk.tick(1))).toEqual(['hang-up']);
  });

  test('drops a hub that has been silent for the time the hub named, but not one in the middle of a long message', () => {
    const kiosk = new TestKiosk();
    kiosk.connect(kiosk.point(1));
    kiosk.mono += 9_000;
    kiosk.take({ kind: 'tick', heard: true });
    expect(kinds(kiosk.tick(9_999))).toEqual(['send']);
    expect(kinds(kiosk.tick(1))).toEqual(['hang-up']);
    expect(kiosk.state.lastLoss).toContain('silent');
  });

  test('believes only a signed welcome about what it may delete, and greets anew after six hours to hear it', () => {
    const kiosk = new TestKiosk();
    kiosk.connect(kiosk.point(1));
    kiosk.hears(heartbeat({ archivedSeq: 1 }));
    expect(kiosk.ledger.acked().archivedSeq).toBe(0);
    for (let beats = 1; beats < 6 * 720; beats++) {
      kiosk.tick(5_000);
      kiosk.hears(heartbeat({ archivedSeq: 1 }));
    }
    expect(kiosk.state.link.name).toBe('live');
    expect(kinds(kiosk.tick(5_000))).toEqual(['hang-up']);
    kiosk.tick(1_000);
    kiosk.greet(kiosk.point(1), { archivedSeq: 1 });
    expect(kiosk.ledger.acked().archivedSeq).toBe(1);
  });

  test('listens to nothing that an older connection still says', () => {
    const kiosk = new TestKiosk();
    kiosk.connect();
    const before = kiosk.state;
    kiosk.take({ kind: 'closed', connection: 0, why: 'old' });
    kiosk.take({ kind: 'frame', connection: 0, frame: { type: 'refuse', reason: 'revoked', text: '' } });
    expect(kiosk.state).toBe(before);
  });

  test('shows a refusal in the words of the hub, and asks again after a minute or so', () => {
    const kiosk = new TestKiosk();
    kiosk.take({ kind: 'start' });
    kiosk.hears({ type: 'refuse', reason: 'revoked', text: 'Ask the IT office.' });
    expect(kiosk.state.link).toMatchObject({ name: 'refused', text: 'Ask the IT office.' });
    expect(kiosk.tick(44_000)).toEqual([]);
    expect(kinds(kiosk.tick(31_000))).toEqual(['dial']);
  });

  test('stops for good when told', () => {
    const kiosk = new TestKiosk();
    kiosk.connect();
    expect(kinds(kiosk.take({ kind: 'stop' }))).toEqual(['hang-up']);
    expect(kiosk.tick(1_000_000)).toEqual([]);
  });
});
