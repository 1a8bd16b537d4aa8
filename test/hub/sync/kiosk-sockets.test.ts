import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import websocket from '@fastify/websocket';
import Fastify from 'fastify';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { SYNC_PATH } from '#contracts/sync/protocol-version.ts';
import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import type { Challenge, Generation, Hello, HubRun } from '#domain/sync/frames.ts';
import { helloBytes } from '#domain/sync/handshake.ts';
import { MAX_MESSAGE_BYTES } from '#domain/sync/limits.ts';
import { manifestOf } from '#domain/sync/manifest.ts';
import { HUB_TIMINGS } from '#domain/sync/timings.ts';
import { createLog } from '#platform/log.ts';
import { registerSync } from '../../../src/hub/server/sync/register-sync.ts';
import { storeHere } from '../support/store-here.ts';
import { EPOCH, INSTITUTION, KIOSK, openStore } from './a-store.ts';

type Pair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

function rawOf({ publicKey }: Pair): string {
  return publicKey.export({ format: 'jwk' }).x ?? '';
}

/** A hub's sync on a free port, and one kiosk it knows. */
async function startServer() {
  const hub = generateKeyPairSync('ed25519');
  const kiosk = generateKeyPairSync('ed25519');
  const revoked = new Set<KioskNumber>();
  const { store } = openStore();
  const app = Fastify({ forceCloseConnections: true });
  await app.register(websocket, { options: { maxPayload: MAX_MESSAGE_BYTES } });
  const sync = registerSync(app, {
    events: store,
    store: storeHere(store),
    directory: {
      kioskStanding: (number) => ({
        publicKey: Buffer.from(rawOf(kiosk), 'base64url'),
        revoked: revoked.has(number),
      }),
      generation: () => '0000000000000001' as Generation,
      run: () => '0000000000000002' as HubRun,
      endOfRun: () => 0,
      noteRestored: () => undefined,
      manifestFor: () => manifestOf(0, []),
      document: () => undefined,
      feedHead: () => 0,
      feedAfter: (_kiosk, position) => ({ events: [], position }),
      noteContact: () => undefined,
    },
    institutionId: INSTITUTION,
    hubKey: { publicKey: rawOf(hub), sign: (message) => sign(null, message, hub.privateKey) },
    sealing: new Uint8Array(32),
    now: () => Date.now() as EpochMs,
    log: createLog({ level: 'silent' }),
    timings: { ...HUB_TIMINGS, helloMs: 1_500 },
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    await sync.close();
    await app.close();
  });
  const { port } = app.server.address() as AddressInfo;
  return { sync, kiosk, revoked, url: `ws://127.0.0.1:${port}${SYNC_PATH}` };
}

/** A socket, and everything it was told. */
async function connect(url: string) {
  const socket = new WebSocket(url);
  onTestFinished(() => socket.terminate());
  const heard: { type: string; reason?: string }[] = [];
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.on('message', (data) => heard.push(JSON.parse(String(data))));
  await once(socket, 'message');
  return { socket, heard, closed, types: () => heard.map(({ type }) => type) };
}

async function connectAs(url: string, pair: Pair) {
  const connection = await connect(url);
  const challenge = connection.heard[0] as unknown as Challenge;
  const said: Omit<Hello, 'signature'> = {
    type: 'hello',
    v: [1, 1],
    kiosk: KIOSK,
    app: 'test',
    start: '0000000000000005',
    epoch: EPOCH,
    head: { seq: 0, hash: GENESIS },
    acked: { seq: 0, hash: GENESIS },
    feed: { generation: null, run: null, position: 0 },
    manifest: null,
    clock: { boot: '00112233445566aa', wall: 0 as EpochMs, mono: 0 },
    nonce: 'c'.repeat(32),
  };
  const signature = sign(null, helloBytes(said, challenge), pair.privateKey).toString('base64url');
  connection.socket.send(JSON.stringify({ ...said, signature }));
  await vi.waitFor(() => expect(connection.heard.length).toBeGreaterThan(1));
  return connection;
}

describe('a kiosk at the hub’s door', () => {
  test('is let in by its key, and is then online', async () => {
    const { url, kiosk, sync } = await startServer();
    const { types, socket, closed } = await connectAs(url, kiosk);
    await vi.waitFor(() => expect(types()).toEqual(['challenge', 'welcome', 'heartbeat']));
    expect(sync.online()).toEqual(new Set([KIOSK]));
    socket.close();
    await closed;
    await vi.waitFor(() => expect(sync.online().size).toBe(0));
  });

  test('with another key is told so and hung up on', async () => {
    const { url, sync } = await startServer();
    const { heard, closed } = await connectAs(url, generateKeyPairSync('ed25519'));
    expect(heard[1]).toMatchObject({ type: 'refuse', reason: 'bad-signature' });
    await closed;
    expect(sync.online().size).toBe(0);
  });

  test('that never says who it is is hung up on, also when it dribbles bytes', async () => {
    const { url } = await startServer();
    const { socket, closed } = await connect(url);
    const dribble = setInterval(() => socket.ping(), 100);
    onTestFinished(() => clearInterval(dribble));
    await closed;
  });

  test.each([
    ['what is no JSON', 'hello?'],
    ['what is no message of the protocol', '{"type":"push"}'],
    ['bytes', Buffer.from('{}')],
  ])('is hung up on when it says %s', async (_what, message) => {
    const { url, kiosk } = await startServer();
    const { socket, closed } = await connectAs(url, kiosk);
    socket.send(message);
    expect(await closed).toBe(1007);
  });

  test('is hung up on when its message is longer than any may be, before all of it is read', async () => {
    const { url, kiosk } = await startServer();
    const { socket, closed } = await connectAs(url, kiosk);
    socket.send('x'.repeat(MAX_MESSAGE_BYTES + 1));
    expect(await closed).toBe(1009);
  });

  test('may say things that only a newer hub would understand', async () => {
    const { url, kiosk, sync } = await startServer();
    const { socket, types } = await connectAs(url, kiosk);
    socket.send('{"type":"from-the-future","x":1}');
    socket.send('{"type":"fetch-manifest"}');
    await vi.waitFor(() => expect(types()).toContain('manifest'));
    expect(sync.online().size).toBe(1);
  });
});

test('of two machines that prove to be the same kiosk the newer one stays', async () => {
  const { url, kiosk, sync } = await startServer();
  const first = await connectAs(url, kiosk);
  const second = await connectAs(url, kiosk);
  await first.closed;
  expect(first.heard.at(-1)).toMatchObject({ type: 'refuse', reason: 'superseded' });
  expect(sync.online()).toEqual(new Set([KIOSK]));
  expect(second.socket.readyState).toBe(WebSocket.OPEN);
});

test('a kiosk that is revoked is hung up on at once, and one that has news is told in one message for all of it', async () => {
  const { url, kiosk, sync, revoked } = await startServer();
  const { heard, closed, types } = await connectAs(url, kiosk);
  await vi.waitFor(() => expect(types()).toHaveLength(3));
  for (let i = 0; i < 10; i++) sync.wake(KIOSK);
  await vi.waitFor(() => expect(types()).toEqual(['challenge', 'welcome', 'heartbeat', 'heartbeat']));
  revoked.add(KIOSK);
  sync.wakeAll();
  await closed;
  expect(heard.at(-1)).toMatchObject({ type: 'refuse', reason: 'revoked' });
});
