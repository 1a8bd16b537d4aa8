import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { SYNC_PATH } from '#contracts/sync/protocol-version.ts';
import { WelcomeSchema } from '#contracts/sync/welcome.ts';
import type { Challenge, Hello, Welcome } from '#domain/sync/frames.ts';
import { keyIdOf, welcomeBytes } from '#domain/sync/handshake.ts';
import { Random } from '../sim/random.ts';
import { ManInTheMiddle } from './support/man-in-the-middle.ts';
import { RealKiosk } from './support/real-kiosk.ts';
import { ServedHub, until } from './support/served-hub.ts';
import { valueOfSchema } from './support/value-of-schema.ts';

// Somebody on the campus network has a laptop, time, and a copy of everything that ever went over the line.

async function aHub(): Promise<ServedHub> {
  const hub = await ServedHub.open();
  onTestFinished(() => hub.close());
  return hub;
}

type Frame = { readonly type: string; readonly [field: string]: unknown };

/** A bare socket at the hub, and how it ended. */
async function knock(hub: ServedHub) {
  const socket = new WebSocket(`${hub.test.hub.url.replace('http', 'ws')}${SYNC_PATH}`);
  onTestFinished(() => socket.terminate());
  const heard: Frame[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data))));
  const closed = once(socket, 'close').then(([code]) => Number(code));
  await once(socket, 'message');
  return { socket, heard, closed, challenge: heard[0] as unknown as Challenge };
}

const refusals = (heard: readonly Frame[]) =>
  heard.filter(({ type }) => type === 'refuse').map(({ reason }) => reason);

function held(hub: ServedHub): unknown {
  const { sqlite } = hub.parts.db;
  return [sqlite.prepare('select * from events').all(), sqlite.prepare('select * from ledger_heads').all()];
}

/** A kiosk that is in, and has delivered two events. */
async function delivered(hub: ServedHub, epoch: string) {
  const kiosk = hub.kiosk(epoch);
  const link = await hub.live(kiosk);
  onTestFinished(() => link.socket.terminate());
  const push = JSON.stringify(kiosk.push([kiosk.event(0), kiosk.event(1)]));
  link.socket.send(push);
  await until(() => link.heard.some(({ type }) => type === 'ack'));
  return { kiosk, link, push };
}

describe('at the hub', () => {
  test('a hello that was recorded is worth nothing on another connection', async () => {
    const hub = await aHub();
    const kiosk = hub.kiosk('1111111111111111');
    const first = await knock(hub);
    const hello = JSON.stringify(kiosk.hello(first.challenge));
    const second = await knock(hub);
    second.socket.send(hello);
    expect(await second.closed).toBe(1000);
    expect(refusals(second.heard)).toEqual(['bad-signature']);
    expect(kiosk.head.seq).toBe(0);
  });

  test('a hello whose version was lowered on the way is no hello of that kiosk', async () => {
    const hub = await aHub();
    const kiosk = hub.kiosk('1111111111111111');
    const { socket, heard, closed, challenge } = await knock(hub);
    const hello = kiosk.hello(challenge, { v: [1, 7] });
    socket.send(JSON.stringify({ ...hello, v: [1, 1] } satisfies Hello));
    expect(await closed).toBe(1000);
    expect(refusals(heard)).toEqual(['bad-signature']);
  });

  test('a push that was recorded changes nothing, in its own session or a later one', async () => {
    const hub = await aHub();
    const { kiosk, link, push } = await delivered(hub, '1111111111111111');
    const before = held(hub);
    link.socket.terminate();
    const later = await hub.live(kiosk);
    onTestFinished(() => later.socket.terminate());
    later.socket.send(push);
    await until(() => later.heard.some(({ type, seq }) => type === 'ack' && seq === 2));
    expect(held(hub)).toEqual(before);
  });

  test.each(['its own epoch', 'the epoch of the other'])(
    'what one kiosk signed is not taken from another that named %s',
    async (epoch) => {
      const hub = await aHub();
      const { push } = await delivered(hub, '1111111111111111');
      const before = held(hub);
      const thief = hub.kiosk(epoch === 'its own epoch' ? '2222222222222222' : '1111111111111111');
      const { socket, heard, closed, challenge } = await knock(hub);
      socket.send(JSON.stringify(thief.hello(challenge)));
      await until(() => heard.length > 1);
      socket.send(push);
      expect(await closed).toBe(1000);
      expect(refusals(heard)).toEqual(epoch === 'its own epoch' ? [] : ['bad-signature']);
      expect(held(hub)).toEqual(before);
    },
  );

  test('a head that somebody else signed is refused, and nothing under it is stored', async () => {
    const hub = await aHub();
    const { kiosk, link } = await delivered(hub, '1111111111111111');
    const before = held(hub);
    const stranger = hub.kiosk('3333333333333333');
    const closed = once(link.socket, 'close');
    link.socket.send(JSON.stringify(kiosk.push([kiosk.event(2)], stranger.keyed)));
    await closed;
    expect(refusals(link.heard)).toEqual(['bad-signature']);
    expect(held(hub)).toEqual(before);
  });

  test('a push that overtook another is asked for again, and then both are there once', async () => {
    const hub = await aHub();
    const { kiosk, link } = await delivered(hub, '1111111111111111');
    const third = kiosk.event(2);
    const [both, one] = [kiosk.push([third, kiosk.event(3)]), kiosk.push([third])];
    link.socket.send(JSON.stringify({ ...both, from: 4, events: both.events.slice(1) }));
    await until(() => link.heard.some(({ type }) => type === 'gap'));
    for (const frame of [one, both, one]) {
      link.heard.splice(0);
      link.socket.send(JSON.stringify(frame));
      await until(() => link.heard.some(({ type }) => type === 'ack'));
    }
    expect(kiosk.head.seq).toBe(4);
    expect(hub.parts.db.sqlite.prepare('select count(*) from events where kiosk > 0').pluck().get()).toBe(4);
  });

  test('events of the hub that it never said are not taken back, and somebody is told', async () => {
    const hub = await aHub();
    const { kiosk, link } = await delivered(hub, '1111111111111111');
    const before = held(hub);
    const { generation } = (link.heard.find(({ type }) => type === 'heartbeat') as unknown as { feed: Frame })
      .feed;
    const forged = {
      origin: 0,
      epoch: kiosk.epoch,
      seq: 1,
      hash: 'a'.repeat(64),
      text: kiosk.event(0),
      seal: 'b'.repeat(32),
    };
    link.socket.send(JSON.stringify({ type: 'offer', generation, events: [forged], next: 1 }));
    await until(() => link.heard.some(({ type }) => type === 'offer-stored'));
    expect(held(hub)).toEqual(before);
    expect(hub.test.lines.join()).toContain('kiosk offered events this hub never said');
  });
});

describe('at the kiosk', () => {
  test('whoever answers in the hub’s name with another key is not believed; the kiosk goes on alone and delivers later', async () => {
    const hub = await aHub();
    const impostor = await anImpostor(hub);
    const middle = await ManInTheMiddle.between(hub.test.hub.url);
    onTestFinished(() => middle.close());
    const kiosk = new RealKiosk(hub, impostor.url);
    onTestFinished(() => kiosk.stop());
    await until(() => impostor.welcomed() > 2);
    for (let i = 0; i < 10; i++) kiosk.record();
    expect(kiosk.statuses.every(({ state }) => state !== 'online')).toBe(true);
    expect(kiosk.statuses.at(-1)?.detail).toContain('isn’t signed'.replace('’', "'"));
    expect(kiosk.ledger.acked().seq).toBe(0);
    impostor.stepAside(middle.url);
    await until(() => kiosk.isSynced);
    expect(kiosk.ledger.acked().seq).toBe(kiosk.ledger.head().seq);
  });

  test('nonces that are swapped on the way let nobody in, and the line’s own again lets it catch up', async () => {
    const hub = await aHub();
    const middle = await ManInTheMiddle.between(hub.test.hub.url);
    onTestFinished(() => middle.close());
    middle.meddling.down = (text) => text.replace(/("type":"challenge".*"nonce":")[0-9a-f]{4}/, '$10000');
    const kiosk = new RealKiosk(hub, middle.url);
    onTestFinished(() => kiosk.stop());
    await until(() => kiosk.statuses.some(({ state }) => state === 'refused'));
    kiosk.record();
    expect(kiosk.statuses.at(-1)?.detail).toMatch(/could not verify this kiosk/);
    middle.meddling.down = (text) => text;
    await until(() => kiosk.isSynced);
  });

  test('a welcome that was recorded, or changed, is not believed', async () => {
    const hub = await aHub();
    const middle = await ManInTheMiddle.between(hub.test.hub.url);
    onTestFinished(() => middle.close());
    let recorded: string | undefined;
    let changed = 0;
    middle.meddling.down = (text) => {
      if (!text.includes('"type":"welcome"')) return text;
      changed += 1;
      recorded ??= text;
      return changed % 2 === 0 ? recorded : text.replace(/"highestOpening":\d+/, '"highestOpening":77');
    };
    const kiosk = new RealKiosk(hub, middle.url);
    onTestFinished(() => kiosk.stop());
    await until(() => changed > 3);
    expect(kiosk.statuses.every(({ state }) => state !== 'online')).toBe(true);
    middle.meddling.down = (text) => text;
    await until(() => kiosk.isSynced);
  });
});

/** Knows everything public about the hub, and has not its key. */
async function anImpostor(hub: ServedHub) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  await once(server, 'listening');
  const { privateKey } = generateKeyPairSync('ed25519');
  const keyId = keyIdOf(Buffer.from(hub.parts.keys.signing.publicKey, 'base64url'));
  const nonce = 'd'.repeat(32);
  let welcomed = 0;
  let aside: string | undefined;
  server.on('connection', (socket) => {
    if (aside !== undefined) return relay(socket, aside);
    socket.on('message', (data) => {
      const hello = JSON.parse(String(data)) as Hello;
      if (hello.type !== 'hello') return;
      const { signature: _, ...said } = valueOfSchema(WelcomeSchema, new Random(welcomed)) as Welcome;
      const head = { seq: 0, hash: '0'.repeat(64) };
      const welcome = { ...said, v: 1, head, archivedSeq: 0 } as Omit<Welcome, 'signature'>;
      const bytes = welcomeBytes(welcome, { hub: nonce, kiosk: hello.nonce }, keyId);
      welcomed += 1;
      socket.send(
        JSON.stringify({ ...welcome, signature: sign(null, bytes, privateKey).toString('base64url') }),
      );
    });
    socket.send(JSON.stringify({ type: 'challenge', v: [1, 1], keyId, nonce }));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    welcomed: () => welcomed,
    stepAside: (url: string) => {
      aside = url;
      for (const client of server.clients) client.terminate();
    },
  };
}

function relay(kiosk: WebSocket, url: string): void {
  const onward = new WebSocket(`${url.replace('http', 'ws')}${SYNC_PATH}`);
  onward.on('message', (data) => kiosk.send(String(data)));
  kiosk.on('message', (data) => onward.send(String(data)));
  onward.on('close', () => kiosk.terminate());
  kiosk.on('close', () => onward.terminate());
}
