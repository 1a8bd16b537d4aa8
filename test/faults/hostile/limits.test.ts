import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import websocket from '@fastify/websocket';
import Fastify from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { SYNC_PATH } from '#contracts/sync/protocol-version.ts';
import type { Challenge } from '#domain/sync/frames.ts';
import { createLog } from '#platform/log.ts';
import { BODY_LIMIT, limitBodyTime } from '../../../src/hub/server/http/http-limits.ts';
import { registerSync } from '../../../src/hub/server/sync/register-sync.ts';
import {
  SOCKET_LIMITS,
  SOCKET_OPTIONS,
  type SocketLimits,
} from '../../../src/hub/server/sync/socket-limits.ts';
import { storeHere } from '../../hub/support/store-here.ts';
import type { AttackingKiosk } from './support/attacking-kiosk.ts';
import { HostileHub } from './support/hostile-hub.ts';
import { RealKiosk } from './support/real-kiosk.ts';
import { ServedHub, until } from './support/served-hub.ts';

type Frame = { readonly type: string; readonly [field: string]: unknown };

/** A hub's door with limits that a test can reach. */
async function doorWith(limits: Partial<SocketLimits>) {
  const hub = new HostileHub();
  const lines: string[] = [];
  const { parts, events, directory } = hub.assembly;
  const app = Fastify({ forceCloseConnections: true });
  await app.register(websocket, { options: SOCKET_OPTIONS });
  const sync = registerSync(app, {
    ...{ events, directory, store: storeHere(events), institutionId: parts.institutionId },
    ...{ hubKey: parts.keys.signing, sealing: parts.keys.sealing, now: parts.clock.now },
    log: createLog({ level: 'info', write: (line) => lines.push(line) }),
    limits: { ...SOCKET_LIMITS, ...limits },
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    await sync.close();
    await app.close();
    await hub.close();
  });
  const { port } = app.server.address() as AddressInfo;
  return { hub, sync, lines, url: `ws://127.0.0.1:${port}${SYNC_PATH}` };
}

async function knock(url: string) {
  const socket = new WebSocket(url, { perMessageDeflate: true });
  onTestFinished(() => socket.terminate());
  const heard: Frame[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data))));
  socket.on('error', () => undefined);
  const closed = once(socket, 'close').then(([code]) => Number(code));
  await Promise.race([once(socket, 'message'), closed]);
  return { socket, heard, closed };
}

async function letIn(url: string, kiosk: AttackingKiosk) {
  const link = await knock(url);
  link.socket.send(JSON.stringify(kiosk.hello(link.heard[0] as unknown as Challenge)));
  await until(() => link.heard.some(({ type }) => type === 'welcome'));
  return link;
}

/** The TCP socket under a WebSocket: attackers don't keep to the protocol. */
function rawOf(socket: WebSocket): Socket {
  return (socket as unknown as { _socket: Socket })._socket;
}

/** Head of a text message of 4,096 bytes, masked with zeros. */
const LONG_MESSAGE = Buffer.from([0x81, 0xfe, 0x10, 0x00, 0, 0, 0, 0]);

describe('at the hub’s door for kiosks', () => {
  test('nobody who hasn’t said who they are gets to say much', async () => {
    const { url, sync } = await doorWith({});
    const { socket, closed } = await knock(url);
    socket.send('x'.repeat(SOCKET_LIMITS.helloBytes + 1));
    expect(await closed).toBe(1009);
    expect(sync.online().size).toBe(0);
  });

  test('a message that trickles in byte by byte is cut off, and the kiosk beside it is served', async () => {
    const { hub, url } = await doorWith({ messageMs: 1_000 });
    const slow = await letIn(url, hub.kiosk('1111111111111111'));
    const honest = await letIn(url, hub.kiosk('2222222222222222'));
    rawOf(slow.socket).write(LONG_MESSAGE);
    const trickle = setInterval(() => rawOf(slow.socket).write('x'), 200);
    onTestFinished(() => clearInterval(trickle));
    expect(await slow.closed).toBe(1008);
    honest.heard.splice(0);
    honest.socket.send('{"type":"fetch-manifest"}');
    await until(() => honest.heard.some(({ type }) => type === 'manifest'));
  });

  test('when too many wait to say who they are, the one that has waited longest makes room', async () => {
    const { hub, url } = await doorWith({ strangers: 3, strangerMs: 0 });
    const inside = await letIn(url, hub.kiosk('1111111111111111'));
    const [first, second] = [await knock(url), await knock(url), await knock(url)];
    const honest = await letIn(url, hub.kiosk('2222222222222222'));
    expect(await first.closed).toBe(1013);
    expect([second, inside, honest].map(({ socket }) => socket.readyState)).toEqual([1, 1, 1]);
  });

  test('... but never one that only just came: then the newest is asked to come back later', async () => {
    const { url } = await doorWith({ strangers: 2, strangerMs: 60_000 });
    const early = [await knock(url), await knock(url)];
    expect(await (await knock(url)).closed).toBe(1013);
    expect(early.map(({ socket }) => socket.readyState)).toEqual([1, 1]);
  });

  test('a kiosk that asks and asks and never reads is dropped before it fills the memory', async () => {
    const { hub, url, sync, lines } = await doorWith({ unreadBytes: 256 * 1024 });
    const greedy = hub.kiosk('1111111111111111');
    const { socket, closed } = await letIn(url, greedy);
    rawOf(socket).pause();
    const ask = setInterval(() => {
      for (let i = 0; i < 500 && socket.readyState === WebSocket.OPEN; i++)
        socket.send('{"type":"fetch-manifest"}');
    }, 10);
    onTestFinished(() => clearInterval(ask));
    await until(() => !sync.online().has(greedy.keyed.number));
    rawOf(socket).resume();
    expect(await closed).toBe(1006);
    expect(lines.join()).toContain('does not read');
  });

  test('a kiosk in a great hurry is slowed down and gets every answer', async () => {
    const { hub, url } = await doorWith({ messagesPerSecond: 50 });
    const { socket, heard } = await letIn(url, hub.kiosk('1111111111111111'));
    for (let i = 0; i < 200; i++) socket.send('{"type":"fetch-manifest"}');
    await until(() => heard.filter(({ type }) => type === 'manifest').length === 200);
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  test('nobody is talked into compression', async () => {
    const { url } = await doorWith({});
    expect((await knock(url)).socket.extensions).toBe('');
  });
});

describe('at the hub’s web server', () => {
  test('a head or a body that dribbles in is cut off; two hundred phones behind one address are all served meanwhile', async () => {
    const hub = await ServedHub.open();
    onTestFinished(() => hub.close());
    const { hostname, port } = new URL(hub.test.hub.url);
    const dribbling = [
      'GET / HTTP/1.1\r\nhost: hub\r\nx: ',
      `GET ${SYNC_PATH} HTTP/1.1\r\nhost: hub\r\nconnection: upgrade\r\nupgrade: websocket\r\nx: `,
      '',
      'POST /api/v1/auth/sign-in HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\ncontent-length: 4000\r\n\r\n',
    ].map((start) => {
      const socket = connect(Number(port), hostname);
      onTestFinished(() => void socket.destroy());
      socket.on('error', () => undefined);
      socket.resume();
      if (start !== '') socket.write(start);
      const dribble = setInterval(() => start !== '' && socket.writable && socket.write('x'), 1_000);
      onTestFinished(() => clearInterval(dribble));
      return once(socket, 'close');
    });
    for (let phone = 0; phone < 200; phone++) {
      const paths = ['/', '/api/v1/check-in/about', '/sw.js', '/manifest.webmanifest', '/api/v1/health'];
      const answers = await Promise.all([...paths, ...paths].map((path) => hub.admin.get(path)));
      expect(answers.map(({ status }) => status)).not.toContain(429);
    }
    await Promise.all(dribbling);
  });

  test('a small body has its own, shorter time, and a large one hasn’t', async () => {
    const app = Fastify({ bodyLimit: BODY_LIMIT });
    onTestFinished(() => app.close());
    limitBodyTime(app, 300);
    app.post('/small', async () => 'done');
    app.post('/import', { bodyLimit: 2 ** 30 }, async () => 'done');
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    await expect(slowly(`${url}/small`, 1_500)).rejects.toThrow();
    expect(await slowly(`${url}/small`, 10)).toBe(200);
    expect(await slowly(`${url}/import`, 1_500)).toBe(200);
  });
});

/** Sends a body whose second half comes later. */
function slowly(url: string, pauseMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': 4 };
    const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.write('[1');
    setTimeout(() => sent.end('2]'), pauseMs);
  });
}

describe('at the kiosk', () => {
  test('something that talks without end before it has shown to be the hub is hung up on', async () => {
    const hub = await ServedHub.open();
    onTestFinished(() => hub.close());
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    onTestFinished(() => server.close());
    await once(server, 'listening');
    let hungUpOn = 0;
    server.on('connection', (socket) => {
      const talking = setInterval(
        () => socket.send(JSON.stringify({ type: 'gossip', x: 'y'.repeat(4_000) })),
        5,
      );
      socket.on('close', () => {
        clearInterval(talking);
        hungUpOn += 1;
      });
    });
    const kiosk = new RealKiosk(hub, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    onTestFinished(() => kiosk.stop());
    await until(() => hungUpOn > 1);
    expect(kiosk.statuses.at(-1)).toEqual({
      state: 'offline',
      detail: 'what answered there is not this kiosk’s hub',
    });
  });
});
