import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { startBrowserHost } from '../../../../src/kiosk/engine/link/browser-host.ts';
import { Screens } from '../../../../src/kiosk/engine/link/screens.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { aReadyState } from './a-ready-state.ts';

// Any program on the kiosk's machine can reach its screen's address. None may end the kiosk, or keep its screen from it.

async function aHost() {
  const addresses: string[] = [];
  const screens = new Screens({ onCommand: () => undefined, onDrawn: () => undefined });
  const folder = temporaryFolder();
  const options = {
    screens,
    folder,
    port: 0,
    onAddress: (url: string) => addresses.push(url),
    stats: () => 'fine',
  };
  const host = await startBrowserHost(options);
  if (!host.ok) throw new Error('a free port was taken');
  onTestFinished(() => host.value.close());
  const { port } = host.value;
  const origin = `http://127.0.0.1:${port}`;
  const exchanged = await fetch(addresses[0] ?? '', { redirect: 'manual' });
  const cookie = exchanged.headers.get('set-cookie')?.split(';')[0] ?? '';
  const isServing = async () => (await fetch(`${origin}/stats`, { headers: { cookie } })).status === 200;
  return { port, origin, cookie, screens, isServing };
}

async function openScreen({ origin, cookie }: { readonly origin: string; readonly cookie: string }) {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/link`, { headers: { cookie, origin } });
  onTestFinished(() => socket.terminate());
  socket.on('error', () => undefined);
  return socket;
}

test('a connection that is turned away and breaks off does not end the kiosk', async () => {
  const host = await aHost();
  for (let i = 0; i < 20; i++) {
    const socket = connect(host.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write('GET /link HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    socket.write('x'.repeat(100_000));
    setTimeout(() => socket.resetAndDestroy(), i % 4);
    await once(socket, 'close');
  }
  expect(await host.isServing()).toBe(true);
});

test('a request for something that is no address is answered, and does not end the kiosk', async () => {
  const host = await aHost();
  for (const target of ['http://[', '//%%%zz', '/%E0%A4%A', '/\u0001', 'x://y/../..']) {
    const socket = connect(host.port, '127.0.0.1');
    socket.write(`GET ${target} HTTP/1.1\r\nhost: 127.0.0.1:${host.port}\r\nconnection: close\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 4\d\d /);
    socket.destroy();
  }
  expect(await host.isServing()).toBe(true);
});

test('a request that never ends is cut off', async () => {
  const host = await aHost();
  const socket = connect(host.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  socket.write('GET / HTTP/1.1\r\nhost: ');
  const dribble = setInterval(() => socket.writable && socket.write('x'), 500);
  onTestFinished(() => clearInterval(dribble));
  await once(socket, 'close');
  expect(await host.isServing()).toBe(true);
}, 60_000);

test('more screens than a kiosk has are turned away, and a message longer than any command ends its screen', async () => {
  const host = await aHost();
  const sockets = [];
  for (let i = 0; i < 8; i++) {
    const socket = await openScreen(host);
    await once(socket, 'open');
    sockets.push(socket);
  }
  const ninth = await openScreen(host);
  const [, answer] = await once(ninth, 'unexpected-response');
  expect(answer.statusCode).toBe(503);
  sockets[0]?.send('x'.repeat(70_000));
  const [code] = await once(sockets[0] as WebSocket, 'close');
  expect(code).toBe(1009);
});

test('a page that never reads is let go before it fills the memory', async () => {
  const host = await aHost();
  const socket = await openScreen(host);
  await once(socket, 'open');
  (socket as unknown as { _socket: { pause(): void; resume(): void } })._socket.pause();
  const closed = once(socket, 'close');
  const long = 'x'.repeat(100_000);
  let noted = 0;
  const showing = setInterval(() => {
    noted += 1;
    const state = aReadyState(noted);
    host.screens.show({ ...state, common: { ...state.common, institution: long } });
  }, 1);
  onTestFinished(() => clearInterval(showing));
  await expect.poll(() => noted > 400 && socket.readyState, { timeout: 30_000 }).toBe(WebSocket.OPEN);
  (socket as unknown as { _socket: { pause(): void; resume(): void } })._socket.resume();
  const [code] = await closed;
  expect(code).toBe(1006);
}, 60_000);
