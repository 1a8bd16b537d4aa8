import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { SYNC_PATH } from '#contracts/sync/protocol-version.ts';
import { UpSchema } from '#contracts/sync/up.ts';
import type { Campaign } from '../campaign.ts';
import type { Random } from '../sim/random.ts';
import { playCases, type Stage } from './support/play-cases.ts';
import { ServedHub, until } from './support/served-hub.ts';
import { spoiledBytes, spoiledText, spoiledValue } from './support/spoil.ts';
import { valueOfSchema } from './support/value-of-schema.ts';

/** Real connections to a hub as it is run: bytes that are no HTTP, upgrades that break off, frames that are no WebSocket's. */
export const socketsCampaign: Campaign = {
  name: 'hostile-sockets',
  title: 'Hostile connections to the hub',
  unit: 'connections',
  perTest: 1_500,
  atGate: 15_000,
  chunk: 2_500,
  run: (from, count) => playCases({ name: 'hostile-sockets', group: 500, open: openStage }, from, count),
};

async function openStage(): Promise<Stage> {
  const hub = await ServedHub.open();
  const kiosk = hub.kiosk('eeeeeeeeeeeeeeee');
  return {
    async play(random) {
      if (random.chance(0.6)) await speakBytes(hub, random);
      else await speakFrames(hub, random);
      hub.expectNoErrors();
    },
    async end() {
      const { socket, heard } = await hub.live(kiosk);
      socket.send(JSON.stringify(kiosk.push([kiosk.event(0)])));
      await until(() => heard.some(({ type }) => type === 'ack'));
      socket.terminate();
      if (kiosk.head.seq !== 1) throw new Error('something else is stored');
    },
    close: () => hub.close(),
  };
}

/** Paths with a WebSocket behind them, and one without. */
const PATHS = [SYNC_PATH, '/api/v1/live', '/api/v1/health', '/'];

/** Straight into the TCP connection, which may end in the middle of anything. */
async function speakBytes(hub: ServedHub, random: Random): Promise<void> {
  const { hostname, port } = new URL(hub.test.hub.url);
  const upgrade =
    `GET ${random.oneOf(PATHS)} HTTP/1.1\r\nhost: hub\r\nconnection: Upgrade\r\nupgrade: websocket\r\n` +
    `sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n` +
    `sec-websocket-extensions: permessage-deflate\r\ncookie: ${hub.admin.cookie}\r\n\r\n`;
  const head = random.chance(0.5) ? Buffer.from(upgrade) : spoiledBytes(Buffer.from(upgrade), random);
  const frames = Buffer.from(Array.from({ length: random.whole(0, 60) }, () => random.whole(0, 255)));
  const socket = connect(Number(port), hostname);
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.on('error', () => undefined);
  socket.resume();
  socket.write(head);
  socket.write(frames);
  if (random.chance(0.3)) await new Promise((resolve) => setTimeout(resolve, random.whole(0, 3)));
  if (random.chance(0.5)) socket.resetAndDestroy();
  else socket.end();
  setTimeout(() => socket.destroy(), 50);
  await closed;
}

/** Over a WebSocket by the book. */
async function speakFrames(hub: ServedHub, random: Random): Promise<void> {
  const socket = new WebSocket(
    `${hub.test.hub.url.replace('http', 'ws')}${random.oneOf(PATHS.slice(0, 2))}`,
    {
      headers: { cookie: hub.admin.cookie, origin: hub.test.hub.url },
    },
  );
  let isOver = false;
  socket.on('close', () => {
    isOver = true;
  });
  socket.on('error', () => undefined);
  await until(() => isOver || socket.readyState === WebSocket.OPEN);
  for (let i = 0; i < random.whole(1, 4) && socket.readyState === WebSocket.OPEN; i++)
    sayOne(socket, hub, random);
  if (random.chance(0.5)) socket.terminate();
  else socket.close();
  setTimeout(() => socket.terminate(), 20);
  await until(() => isOver);
}

function sayOne(socket: WebSocket, { campus }: ServedHub, random: Random): void {
  const channel = { type: 'subscribe', channel: `session:${campus.friday.sessionId}` };
  const good = random.chance(0.5) ? valueOfSchema(UpSchema, random) : channel;
  const spoiled = JSON.stringify(spoiledValue(good, random)) ?? '';
  const text = random.chance(0.5) ? spoiledText(JSON.stringify(good), random) : spoiled;
  socket.send(random.chance(0.1) ? Buffer.from(text) : text);
  if (random.chance(0.2)) socket.ping(text.slice(0, 30));
}
