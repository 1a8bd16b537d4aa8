import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { BadLine } from './bad-line.ts';

/** Long enough for bytes that are not held back to cross this machine many times. */
const MOMENT_MS = 200;

type Line = {
  readonly line: BadLine;
  /** The kiosk's end, and what it has heard. */
  readonly near: Socket;
  readonly heardNear: () => string;
  /** The hub's end. */
  readonly far: Socket;
  readonly heardFar: () => string;
};

async function openLine(): Promise<Line> {
  const hub = createServer().listen(0, '127.0.0.1');
  await once(hub, 'listening');
  const line = await BadLine.open((hub.address() as AddressInfo).port);
  const arrived = once(hub, 'connection') as Promise<[Socket]>;
  const near = dial(line);
  const [far] = await arrived;
  onTestFinished(async () => {
    near.destroy();
    far.destroy();
    await line.close();
    hub.close();
  });
  return { line, near, far, heardNear: heardBy(near), heardFar: heardBy(far) };
}

function dial(line: BadLine): Socket {
  const socket = connect(line.port, '127.0.0.1');
  // What comes of it is looked at in other ways.
  socket.on('error', () => undefined);
  return socket;
}

function heardBy(socket: Socket): () => string {
  let heard = '';
  socket.on('data', (bytes) => {
    heard += String(bytes);
  });
  socket.on('error', () => undefined);
  return () => heard;
}

/** Whether it was by an error. */
function closed(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => socket.once('close', resolve));
}

test('a good line carries both ways, and the end of one side to the other', async () => {
  const { near, far, heardNear, heardFar } = await openLine();
  near.write('up');
  far.write('down');
  await vi.waitFor(() => expect([heardFar(), heardNear()]).toEqual(['up', 'down']));
  const ended = once(far, 'close');
  near.end();
  await ended;
});

test('a slow line brings everything late, and in its order also when it has just got faster', async () => {
  const { line, near, heardFar } = await openLine();
  line.set({ latencyMs: 1_500, bytesPerSecond: 1_000 });
  near.write('a'.repeat(100));
  await sleep(MOMENT_MS);
  expect(heardFar()).toBe('');
  line.heal();
  near.write('b');
  await vi.waitFor(() => expect(heardFar()).toBe(`${'a'.repeat(100)}b`), { timeout: 30_000 });
});

test('a line that is half open carries the other way only, and nobody is told', async () => {
  const { line, near, far, heardNear, heardFar } = await openLine();
  expect(line.swallow('up')).toBe(1);
  near.write('up');
  far.write('down');
  await vi.waitFor(() => expect(heardNear()).toBe('down'));
  near.end();
  await sleep(MOMENT_MS);
  expect(heardFar()).toBe('');
  expect(far.destroyed).toBe(false);
});

test('a cut ends both sides, by a word or by a reset', async () => {
  for (const how of ['close', 'reset'] as const) {
    const { line, near, far } = await openLine();
    const ends = [closed(near), closed(far)];
    expect(line.cut(how)).toBe(1);
    expect(await Promise.all(ends)).toEqual([how === 'reset', how === 'reset']);
  }
});

test('behind a partition whoever dials is turned away, or hears nothing at all, until it is over', async () => {
  const { line } = await openLine();
  line.set({ dialling: 'refused' });
  expect(await closed(dial(line))).toBe(true);

  line.set({ dialling: 'silent' });
  const ignored = dial(line);
  const heard = heardBy(ignored);
  await once(ignored, 'connect');
  ignored.write('hello?');
  await sleep(MOMENT_MS);
  expect([heard(), ignored.destroyed]).toEqual(['', false]);
  ignored.destroy();
  line.heal();
  await once(dial(line), 'connect');
});
