import { describe, expect, test } from 'vitest';
import type { EpochMs, InstitutionId } from '#domain/ids.ts';
import type { Generation, Hello, HubRun, Push, SealedEvent, UpFrame } from '#domain/sync/frames.ts';
import type { HubEffect, HubInput, HubSession } from '#domain/sync/hub-session-state.ts';
import { hubSessionStep } from '#domain/sync/hub-session-step.ts';
import type { MachineVerdict } from '#domain/sync/machines.ts';
import type { KioskStanding } from '#domain/sync/ports.ts';
import { HUB_TIMINGS } from '#domain/sync/timings.ts';
import { memoryHub } from '../../faults/sim/memory-hub.ts';
import { Random } from '../../faults/sim/random.ts';
import { KIOSK, RUN, TestKiosk } from './a-kiosk.ts';

const NONCE = 'b'.repeat(32);
const OLD_GENERATION = '00000000000000aa' as Generation;

/** The hub's machine for one connection, on a store in memory. */
class TestSession {
  #events = 0;
  readonly disk = memoryHub({
    random: new Random(2),
    newId: () => `hub-${++this.#events}`,
    publicKeyOf: () => Uint8Array.of(1),
    onContact: () => undefined,
  });
  session: HubSession = { name: 'challenged', since: 0, nonce: NONCE };
  mono = 0;
  standing: KioskStanding | undefined = { publicKey: Uint8Array.of(1), revoked: false };
  signatureIsGood = true;
  admits = true;
  verdict: MachineVerdict = 'welcome';
  foundRestored = false;
  readonly kiosk = new TestKiosk();

  constructor() {
    this.disk.start();
  }

  take(input: HubInput): readonly HubEffect[] {
    const { port } = this.disk;
    const { session, effects } = hubSessionStep(this.session, input, {
      moment: { mono: this.mono, now: this.mono as EpochMs, fraction: () => 0.5 },
      view: {
        events: port.events,
        directory: { ...port.directory, kioskStanding: () => this.standing },
        admits: () => this.admits,
        judgeMachine: () => this.verdict,
        foundRestored: this.foundRestored,
      },
      self: {
        institutionId: '00000000-0000-4000-8000-000000000000' as InstitutionId,
        versions: [1, 1],
        keyId: 'a'.repeat(32),
        nextHubKey: null,
        seal: (bytes) => `${bytes.length}`.padStart(32, '0'),
        sign: () => 'S'.repeat(86),
        isSignedBy: () => this.signatureIsGood,
      },
      timings: HUB_TIMINGS,
    });
    this.session = session;
    return effects;
  }

  hears(frame: UpFrame): readonly HubEffect[] {
    return this.take({ kind: 'frame', frame });
  }

  hello(more: Partial<Hello> = {}): Hello {
    const { ledger } = this.kiosk;
    const { seq, hash } = ledger.acked();
    return {
      type: 'hello',
      v: [1, 1],
      kiosk: KIOSK,
      app: 'test',
      start: '0000000000000005',
      epoch: ledger.epoch(),
      head: ledger.head(),
      acked: { seq, hash },
      feed: { generation: null, run: null, position: 0 },
      manifest: null,
      clock: { boot: '00112233445566aa', wall: 0 as EpochMs, mono: 0 },
      nonce: 'c'.repeat(32),
      signature: 'A'.repeat(86),
      ...more,
    };
  }

  feedMark(position: number) {
    const { directory } = this.disk.port;
    return { generation: directory.generation(), run: directory.run(), position };
  }

  push(): Push {
    const { ledger } = this.kiosk;
    const head = ledger.head();
    return {
      type: 'push',
      epoch: ledger.epoch(),
      from: 1,
      events: ledger.read(0, 100, 100_000),
      head: { ...head, signature: 'A'.repeat(86) },
      more: 0,
    };
  }
}

function frames(effects: readonly HubEffect[]): readonly string[] {
  return effects.flatMap((effect) => (effect.kind === 'send' ? [effect.frame.type] : []));
}

function refusal(effects: readonly HubEffect[]): string | undefined {
  return effects.flatMap((effect) =>
    effect.kind === 'send' && effect.frame.type === 'refuse' ? [effect.frame.reason] : [],
  )[0];
}

describe('a connection that has not said who it is', () => {
  test('gets a challenge, and ten seconds for its hello however busy its bytes are', () => {
    const hub = new TestSession();
    expect(frames(hub.take({ kind: 'opened', nonce: NONCE }))).toEqual(['challenge']);
    hub.mono = 9_999;
    expect(hub.take({ kind: 'tick', heard: true })).toEqual([]);
    hub.mono = 10_000;
    expect(hub.take({ kind: 'tick', heard: true })).toEqual([{ kind: 'close', why: 'no hello in time' }]);
  });

  test('is hung up on when it says anything else', () => {
    const hub = new TestSession();
    expect(hub.hears({ type: 'fetch-manifest' })).toEqual([{ kind: 'close', why: 'no hello' }]);
  });

  test.each([
    ['not-enrolled', { standing: undefined }],
    ['revoked', { standing: { publicKey: Uint8Array.of(1), revoked: true } }],
    ['bad-signature', { signatureIsGood: false }],
  ] as const)('is told why when it is %s', (reason, facts) => {
    const hub = Object.assign(new TestSession(), facts);
    expect(refusal(hub.hears(hub.hello()))).toBe(reason);
    expect(hub.session.name).toBe('closed');
  });

  test('is told that another machine is this kiosk, and keeps what it has', () => {
    const hub = Object.assign(new TestSession(), { verdict: 'copied' as const });
    expect(refusal(hub.hears(hub.hello()))).toBe('copied');
  });

  test('is hung up on without a word when its machine has been started anew since', () => {
    const hub = Object.assign(new TestSession(), { verdict: 'stale' as const });
    expect(hub.hears(hub.hello())).toEqual([{ kind: 'close', why: 'the machine has been started anew' }]);
  });

  test('is too old when it speaks no version of ours', () => {
    const hub = new TestSession();
    expect(refusal(hub.hears(hub.hello({ v: [0, 0] })))).toBe('too-old');
  });

  test('is welcomed, takes the place of any other of that kiosk, and hears at once what there is for it', () => {
    const hub = new TestSession();
    const effects = hub.hears(hub.hello());
    expect(effects[0]).toEqual({ kind: 'claim', kiosk: KIOSK });
    expect(frames(effects)).toEqual(['welcome', 'heartbeat']);
  });
});

describe('a database that was put back without a word', () => {
  test('is recognised by a kiosk that heard more acknowledged than is there', () => {
    const hub = new TestSession();
    hub.kiosk.append(4);
    const feed = hub.feedMark(0);
    const effects = hub.hears(hub.hello({ feed, acked: hub.kiosk.point(5) }));
    expect(effects.map(({ kind }) => kind)).toEqual(['note-restored', 'close']);
  });

  test('is recognised by a kiosk that has more of the feed than was written', () => {
    const hub = new TestSession();
    const told = hub.feedMark(1);
    hub.disk.start();
    expect(hub.hears(hub.hello({ feed: told }))[0]).toEqual({ kind: 'note-restored' });
  });

  test('is recognised by a kiosk that was told in a run it does not know, though the same places were filled again', () => {
    const hub = new TestSession();
    hub.disk.append([KIOSK]);
    const feed = { ...hub.feedMark(1), run: 'ffffffffffffffff' as HubRun };
    expect(hub.hears(hub.hello({ feed }))[0]).toEqual({ kind: 'note-restored' });
  });

  test('is not suspected when it was merely started anew', () => {
    const hub = new TestSession();
    hub.disk.append([KIOSK]);
    const feed = hub.feedMark(1);
    hub.disk.start();
    hub.disk.append([KIOSK]);
    expect(frames(hub.hears(hub.hello({ feed })))).toContain('welcome');
  });

  test('proves nothing in another generation', () => {
    const hub = new TestSession();
    const feed = { generation: OLD_GENERATION, run: RUN, position: 99 };
    expect(frames(hub.hears(hub.hello({ feed, acked: hub.kiosk.point(1) })))).toContain('welcome');
  });
});

function live(): TestSession {
  const hub = new TestSession();
  hub.kiosk.append(4);
  hub.hears(hub.hello());
  return hub;
}

describe('a push', () => {
  test('is acknowledged when it is stored, and not before', () => {
    const hub = live();
    const push = hub.push();
    expect(hub.hears(push)).toEqual([{ kind: 'ingest', kiosk: KIOSK, push }]);
    const outcome = hub.disk.ingest(KIOSK, push);
    const [ack] = hub.take({ kind: 'ingested', outcome });
    expect(ack).toMatchObject({
      kind: 'send',
      frame: { type: 'ack', seq: 5, hash: hub.kiosk.point(5).hash },
    });
  });

  test('that comes twice is stored once', () => {
    const hub = live();
    hub.hears(hub.push());
    expect(hub.hears(hub.push())).toEqual([]);
  });

  test('that overtakes the end of storing an earlier one, which the network doubled, is taken after it', () => {
    const hub = live();
    const push = hub.push();
    hub.take({ kind: 'ingested', outcome: hub.disk.ingest(KIOSK, push) });
    // The second copy is being stored when the kiosk, which has its answer, goes on.
    hub.hears(push);
    const more = { ...push, from: 6 as Push['from'] };
    expect(hub.hears(more)).toEqual([]);
    const effects = hub.take({ kind: 'ingested', outcome: hub.disk.ingest(KIOSK, push) });
    expect(effects.at(-1)).toEqual({ kind: 'ingest', kiosk: KIOSK, push: more });
  });

  test('waits while too many others catch up', () => {
    const hub = live();
    hub.admits = false;
    expect(hub.hears(hub.push())).toEqual([
      { kind: 'send', frame: { type: 'wait', from: 1, retryAfterMs: 6_000 } },
    ]);
    expect(hub.take({ kind: 'called', from: 1 })).toEqual([
      { kind: 'send', frame: { type: 'wait', from: 1, retryAfterMs: 1 } },
    ]);
  });

  test('of an epoch that the hello did not name ends the connection', () => {
    const hub = live();
    const effects = hub.hears({ ...hub.push(), epoch: 'f'.repeat(16) as Push['epoch'] });
    expect(effects).toEqual([{ kind: 'close', why: 'a push of another epoch' }]);
  });

  test.each(['gap', 'fork'] as const)('that is a %s is answered so', (kind) => {
    const hub = live();
    hub.hears(hub.push());
    const effects = hub.take({ kind: 'ingested', outcome: { kind, head: hub.kiosk.point(1) } });
    expect(frames(effects)).toEqual([kind]);
  });

  test('that the store could not take ends the connection: the kiosk comes again', () => {
    const hub = live();
    hub.hears(hub.push());
    expect(hub.take({ kind: 'ingested', outcome: { kind: 'failed' } })[0]?.kind).toBe('close');
  });
});

describe('a watermark', () => {
  function beat(
    hub: TestSession,
    at: number | null,
    head: number,
    generation = hub.disk.port.directory.generation(),
  ) {
    const effects = hub.hears({
      type: 'heartbeat',
      sentAt: 1,
      epoch: hub.kiosk.epoch,
      head,
      at: at as EpochMs | null,
      clock: null,
      check: null,
      acked: 0,
      feed: { generation, run: RUN, position: 0 },
      manifest: null,
    });
    return effects.flatMap((effect) => (effect.kind === 'note-contact' ? [effect.contact] : []))[0];
  }

  test('counts once the events it speaks of are stored', () => {
    const hub = live();
    expect(beat(hub, 700, 5)).toMatchObject({ watermark: null, backlog: 5 });
    hub.hears(hub.push());
    const outcome = hub.disk.ingest(KIOSK, hub.push());
    const effects = hub.take({ kind: 'ingested', outcome });
    expect(effects[1]).toMatchObject({ kind: 'note-contact', contact: { watermark: 700, backlog: 0 } });
    expect(beat(hub, 800, 5)).toMatchObject({ watermark: 800 });
  });

  test('is none while the kiosk has not compared its clock, or still has events of an older hub to give back', () => {
    const hub = live();
    hub.disk.ingest(KIOSK, hub.push());
    expect(beat(hub, null, 5)).toMatchObject({ watermark: null });
    expect(beat(hub, 700, 5, OLD_GENERATION)).toMatchObject({ watermark: null });
  });
});

describe('a live connection', () => {
  test('answers each heartbeat at once with both times', () => {
    const hub = live();
    hub.mono = 42;
    const [answer] = hub.hears({
      type: 'heartbeat',
      sentAt: 7,
      epoch: hub.kiosk.epoch,
      head: 5,
      at: null,
      clock: null,
      check: null,
      acked: 0,
      feed: { generation: null, run: null, position: 0 },
      manifest: null,
    });
    expect(answer).toMatchObject({
      frame: { type: 'heartbeat', echo: { sentAt: 7, receivedAt: 42 }, sentAt: 42 },
    });
  });

  test('hears from the hub every five seconds, and is dropped after ten of silence', () => {
    const hub = live();
    hub.mono = 5_000;
    expect(frames(hub.take({ kind: 'tick', heard: false }))).toEqual(['heartbeat']);
    hub.mono = 9_000;
    hub.take({ kind: 'tick', heard: true });
    hub.mono = 18_999;
    expect(frames(hub.take({ kind: 'tick', heard: false }))).toEqual(['heartbeat']);
    hub.mono = 19_000;
    expect(hub.take({ kind: 'tick', heard: false })).toEqual([{ kind: 'close', why: 'silent' }]);
  });

  test('ends when another machine proves to be the same kiosk, or the kiosk is revoked', () => {
    expect(refusal(live().take({ kind: 'superseded', isCopy: false }))).toBe('superseded');
    const hub = live();
    hub.standing = { publicKey: Uint8Array.of(1), revoked: true };
    expect(refusal(hub.take({ kind: 'woken' }))).toBe('revoked');
  });

  test('takes back only events that this hub once sealed', () => {
    const hub = live();
    const row = hub.disk.append([KIOSK]);
    const [event] = hub.disk.port.directory.feedAfter(KIOSK, 0, 10, 1_000).events;
    if (event === undefined) throw new Error('nothing in the feed');
    const [page] = hub.hears({
      type: 'fetch-feed',
      generation: hub.disk.port.directory.generation(),
      after: 0,
      maxBytes: 1_000,
    });
    expect(page).toMatchObject({ frame: { type: 'feed', events: [{ text: row.text }], position: 1 } });
    const own = page?.kind === 'send' && page.frame.type === 'feed' ? page.frame.events : [];
    const forged: SealedEvent = { ...event, seq: 99, text: `${event.text} and more`, seal: 'f'.repeat(32) };
    const effects = hub.hears({
      type: 'offer',
      generation: hub.disk.port.directory.generation(),
      events: [...own, forged],
      next: 2,
    });
    expect(effects.map(({ kind }) => kind)).toEqual(['accept-offer', 'note-forged', 'tell-offer-stored']);
    expect(effects[0]).toMatchObject({ events: own });
  });

  test('is told of a new generation instead of an answer by the old one', () => {
    const hub = live();
    expect(
      frames(hub.hears({ type: 'fetch-feed', generation: OLD_GENERATION, after: 0, maxBytes: 9 })),
    ).toEqual(['heartbeat']);
  });

  test('gets documents in parts that fit, never half a character; a document that left the manifest brings the manifest', () => {
    const hub = live();
    hub.disk.setDocument(KIOSK, 'place', 'Ω😀😀');
    const [[id, hash] = ['', ''] as never] = hub.disk.documents(KIOSK);
    const fetch = (from: number, wanted = hash) =>
      hub.hears({ type: 'fetch-documents', wants: [{ id, hash: wanted, from }], maxChars: 2 })[0];
    expect(fetch(0)).toMatchObject({ frame: { parts: [{ from: 0, text: 'Ω', last: false }] } });
    expect(fetch(1)).toMatchObject({ frame: { parts: [{ from: 1, text: '😀', last: false }] } });
    expect(fetch(3)).toMatchObject({ frame: { parts: [{ from: 3, text: '😀', last: true }] } });
    expect(fetch(0, 'f'.repeat(64) as typeof hash)).toMatchObject({ frame: { type: 'manifest' } });
  });
});
