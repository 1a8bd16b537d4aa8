import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type FromEngine, FromEngineSchema } from '#contracts/engine-link/from-engine.ts';
import type { ScreenCommand, ToEngine } from '#contracts/engine-link/screen-command.ts';
import { type BrowserHost, startBrowserHost } from '../../../../src/kiosk/engine/link/browser-host.ts';
import { Screens } from '../../../../src/kiosk/engine/link/screens.ts';
import { aReadyState } from './a-ready-state.ts';

type Answer = { status: number; headers: NodeJS.Dict<string | string[]>; body: string };

let folder: string;
let host: BrowserHost;
let screens: Screens;
let addresses: string[];
let commands: ScreenCommand[];
let refuseWith: string | undefined;
const opened: WebSocket[] = [];

beforeEach(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'muster-screen-'));
  await writeFile(join(parent, 'secret.html'), 'secret');
  folder = join(parent, 'screen');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<h1>Screen</h1>');
  await writeFile(join(folder, 'assets', 'main-abc.js'), 'let screen;');
  addresses = [];
  commands = [];
  refuseWith = undefined;
  screens = new Screens({
    onCommand: (command, refuse) => {
      commands.push(command);
      if (refuseWith !== undefined) refuse(refuseWith);
    },
    onDrawn: () => {},
  });
  const started = await startBrowserHost({
    screens,
    folder,
    port: 0,
    onAddress: (url) => addresses.push(url),
    stats: () => ({ count: 7 }),
  });
  if (!started.ok) throw new Error('a free port was taken');
  host = started.value;
});

afterEach(async () => {
  for (const socket of opened.splice(0)) socket.terminate();
  await host.close();
});

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += String(chunk);
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

function newestToken(): string {
  return new URL(addresses.at(-1) ?? '').searchParams.get('token') ?? '';
}

async function cookie(): Promise<string> {
  const { headers } = await get(`/?token=${newestToken()}`);
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

type Screen = { received: FromEngine[]; say(message: ToEngine | string): void; next(): Promise<FromEngine> };

async function openScreen(headers: Record<string, string>): Promise<Screen> {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/link`, { headers });
  opened.push(socket);
  const received: FromEngine[] = [];
  const waiting: ((message: FromEngine) => void)[] = [];
  socket.on('message', (data) => {
    const message = FromEngineSchema.parse(JSON.parse(String(data)));
    received.push(message);
    waiting.shift()?.(message);
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    received,
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: () => new Promise((resolve) => waiting.push(resolve)),
  };
}

const ownOrigin = () => `http://127.0.0.1:${host.port}`;

describe('the screen in a browser', () => {
  it('opens with the one-time address and then without its token', async () => {
    const exchanged = await get(`/?token=${newestToken()}`);
    expect(exchanged.status).toBe(303);
    expect(exchanged.headers.location).toBe('/');
    expect(exchanged.headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict$/);

    const page = await get('/', { cookie: exchanged.headers['set-cookie']?.[0]?.split(';')[0] ?? '' });
    expect(page.body).toBe('<h1>Screen</h1>');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers['content-security-policy']).not.toContain('unsafe-inline');
    // The camera, for passes, and nothing else that a browser would ask about.
    expect(page.headers['permissions-policy']).toMatch(/camera=\(self\), microphone=\(\)/);
  });

  it('tells a second visitor with the same address that it has been used', async () => {
    const token = newestToken();
    await get(`/?token=${token}`);
    const second = await get(`/?token=${token}`);
    expect(second.status).toBe(403);
    expect(second.body).toContain('used already');
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  it('announces a new address after each use, so that another screen can be opened', async () => {
    await cookie();
    expect(addresses).toHaveLength(2);
    expect((await get(`/?token=${newestToken()}`)).status).toBe(303);
  });

  it('shows a stranger a page of plain words', async () => {
    const { status, body } = await get('/');
    expect(status).toBe(403);
    expect(body).toContain('for the kiosk’s own screen');
    expect((await get('/stats')).status).toBe(403);
  });

  it('answers no other host name, whatever cookie comes along', async () => {
    const held = await cookie();
    expect((await get('/', { cookie: held, host: `evil.example:${host.port}` })).status).toBe(403);
  });

  it('gives out the built page’s files and nothing outside their folder', async () => {
    const held = await cookie();
    const script = await get('/assets/main-abc.js', { cookie: held });
    expect(script.headers['cache-control']).toContain('immutable');
    expect((await get('/../secret.html', { cookie: held })).status).toBe(404);
    expect((await get('/..%2fsecret.html', { cookie: held })).status).toBe(404);
    expect((await get('/', { cookie: held }, 'POST')).status).toBe(405);
  });

  it('gives its figures to whoever holds the cookie', async () => {
    expect(JSON.parse((await get('/stats', { cookie: await cookie() })).body)).toEqual({ count: 7 });
  });

  it('says so when the port is taken', async () => {
    const second = await startBrowserHost({
      screens,
      folder,
      port: host.port,
      onAddress: () => {},
      stats: () => null,
    });
    expect(second).toEqual({ ok: false, error: { kind: 'port-taken', port: host.port } });
  });
});

describe('the link to the screen', () => {
  it('refuses a socket without the cookie, from another page, or on another path', async () => {
    const held = await cookie();
    await expect(openScreen({ origin: ownOrigin() })).rejects.toThrow('403');
    await expect(openScreen({ cookie: held, origin: 'http://evil.example' })).rejects.toThrow('403');
    await expect(openScreen({ cookie: held })).rejects.toThrow('403');
    await expect(openScreen({ cookie: 'muster-screen=guess', origin: ownOrigin() })).rejects.toThrow('403');
  });

  it('tells every screen the newest state, a new one at once', async () => {
    const headers = { cookie: await cookie(), origin: ownOrigin() };
    const first = await openScreen(headers);
    screens.show(aReadyState(1));
    expect(await first.next()).toMatchObject({ type: 'state', state: { noted: 1 } });
    const second = await openScreen(headers);
    if (second.received.length === 0) await second.next();
    expect(second.received).toMatchObject([{ type: 'state', state: { noted: 1 } }]);
  });

  it('sends once what is shown several times in one turn, and nothing when nothing changed', async () => {
    const screen = await openScreen({ cookie: await cookie(), origin: ownOrigin() });
    for (const noted of [1, 2, 3]) screens.show(aReadyState(noted));
    await screen.next();
    screens.show(aReadyState(3));
    screens.flush();
    screens.show(aReadyState(4));
    await screen.next();
    expect(screen.received).toMatchObject([{ state: { noted: 3 } }, { state: { noted: 4 } }]);
  });

  it('carries commands in and refusals out under the command’s id', async () => {
    const screen = await openScreen({ cookie: await cookie(), origin: ownOrigin() });
    refuseWith = 'Nothing is open.';
    screen.say({ type: 'command', id: 12, command: { type: 'extend', minutes: 10 } });
    expect(await screen.next()).toEqual({ type: 'refused', id: 12, text: 'Nothing is open.' });
    expect(commands).toEqual([{ type: 'extend', minutes: 10 }]);
  });

  it('refuses what it does not understand in words, and stays', async () => {
    const screen = await openScreen({ cookie: await cookie(), origin: ownOrigin() });
    for (const nonsense of ['{', '"text"', '{"type":"command","id":3,"command":{"type":"format-disk"}}']) {
      screen.say(nonsense);
      expect(await screen.next()).toMatchObject({ type: 'refused' });
    }
    expect(screen.received.at(-1)).toMatchObject({ id: 3 });
    expect(commands).toEqual([]);
  });

  it('has a screen of another version reload', async () => {
    const screen = await openScreen({ cookie: await cookie(), origin: ownOrigin() });
    screen.say({ type: 'hello', version: 0 });
    expect(await screen.next()).toEqual({ type: 'reload' });
  });
});
