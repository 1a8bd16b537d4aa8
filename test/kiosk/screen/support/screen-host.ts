import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import type { FromEngine } from '#contracts/engine-link/from-engine.ts';
import { type ScreenCommand, type ToEngine, ToEngineSchema } from '#contracts/engine-link/screen-command.ts';
import type { ScreenState } from '#contracts/engine-link/screen-state.ts';

const PAGE = join(import.meta.dirname, '../../../../out/screen');

/** The built page's files by their path; read once, so that a build in the meantime can't mix two versions. */
function readPage(): ReadonlyMap<string, Buffer> {
  if (!existsSync(join(PAGE, 'index.html'))) {
    throw new Error('The screen is not built. Run `npm run build:pages` first.');
  }
  const files = readdirSync(PAGE, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(PAGE.length).replaceAll('\\', '/'), readFileSync(path)];
    }),
  );
}

const FILES = readPage();

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

// Stricter than any host of the page, so that what passes here passes everywhere.
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** Serves the built screen and speaks the engine's side of the link, saying only what a test tells it to. */
export class ScreenHost {
  readonly received: ToEngine[] = [];
  readonly #server = createServer();
  readonly #sockets: WebSocketServer;
  readonly #open = new Set<WebSocket>();
  #last: string | undefined;

  constructor() {
    this.#sockets = new WebSocketServer({ server: this.#server, path: '/link' });
    this.#sockets.on('connection', (socket) => this.#join(socket));
    this.#server.on('request', (request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const name = path === '/' ? '/index.html' : path;
      const file = FILES.get(name);
      if (file === undefined) return response.writeHead(404).end();
      response.writeHead(200, {
        'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
      });
      return response.end(file);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/`;
  }

  async stop(): Promise<void> {
    this.dropLink();
    this.#sockets.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Tells the screen a state; who connects later is told it too. */
  show(state: ScreenState): void {
    this.say({ type: 'state', state });
  }

  say(message: FromEngine): void {
    const text = JSON.stringify(message);
    if (message.type === 'state') this.#last = text;
    for (const socket of this.#open) socket.send(text);
  }

  /** Breaks the link as an engine does that is killed. */
  dropLink(): void {
    for (const socket of this.#open) socket.terminate();
  }

  /** From now on, and until a state is shown again, who connects is told nothing. */
  forget(): void {
    this.#last = undefined;
  }

  commands(): readonly ScreenCommand[] {
    return this.received.flatMap((message) => (message.type === 'command' ? [message.command] : []));
  }

  #join(socket: WebSocket): void {
    this.#open.add(socket);
    socket.on('close', () => this.#open.delete(socket));
    socket.on('message', (data) => this.received.push(ToEngineSchema.parse(JSON.parse(String(data)))));
    if (this.#last !== undefined) socket.send(this.#last);
  }
}
