import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { err, ok, type Result } from '#domain/result.ts';
import { ScreenGuard } from './screen-guard.ts';
import { answerPage, type PageSources } from './screen-pages.ts';
import type { Screens } from './screens.ts';

export type BrowserHostOptions = PageSources & {
  readonly screens: Screens;
  /** 0: any free one. */
  readonly port: number;
  /** Told at the start and after each use of a token: the address that opens the next screen. */
  readonly onAddress: (url: string) => void;
};

export type BrowserHost = { readonly port: number; close(): Promise<void> };

export type BrowserHostProblem = { readonly kind: 'port-taken'; readonly port: number };

// The longest command is an enrolment's; a page that sends more is not ours. Whoever was hung up on has a second to follow.
const SOCKET_OPTIONS = { noServer: true, maxPayload: 64 * 1024, closeTimeout: 1_000 };

/** Screens at one time: the wall's own, and those of whoever looks after it. */
const MOST_SCREENS = 8;

/** A few states of the largest class. A page that hasn't read these is gone, or frozen; it reads everything anew when it is back. */
const MOST_UNREAD_BYTES = 4 * 1024 * 1024;

// Any program on this machine may connect, so none may hold on to a connection without a whole request. Browsers open six.
const CONNECTIONS = 64;
const SERVER_OPTIONS = {
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
};

/** Serves the screen to a browser on this machine and to no one else. */
export async function startBrowserHost(
  options: BrowserHostOptions,
): Promise<Result<BrowserHost, BrowserHostProblem>> {
  const server = createServer(SERVER_OPTIONS);
  server.maxConnections = CONNECTIONS;
  const listening = await listen(server, options.port);
  if (!listening.ok) return listening;
  const { port } = listening.value;

  const sockets = new WebSocketServer(SOCKET_OPTIONS);
  const guard = new ScreenGuard(port, options.onAddress);
  server.on('request', (request, response) => void answerPage(request, response, guard, options));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node leaves the socket without a listener here, and an error nobody listens to ends the kiosk.
    socket.on('error', () => socket.destroy());
    if (!guard.mayLink(request)) return turnAway(socket, '403 Forbidden');
    if (sockets.clients.size >= MOST_SCREENS) return turnAway(socket, '503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, (webSocket) => joinScreens(options.screens, webSocket));
  });
  guard.announce();
  return ok({ port, close: () => closeAll(server, sockets) });
}

function listen(server: Server, port: number): Promise<Result<AddressInfo, BrowserHostProblem>> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(err({ kind: 'port-taken', port }));
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve(ok(server.address() as AddressInfo)));
  });
}

/** Says so and ends the connection, whether or not the other side wants to. */
function turnAway(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () => socket.destroy());
}

function joinScreens(screens: Screens, webSocket: WebSocket): void {
  const screen = screens.join({
    send(text) {
      if (webSocket.bufferedAmount > MOST_UNREAD_BYTES) webSocket.terminate();
      else webSocket.send(text);
    },
  });
  webSocket.on('message', (data) => screen.receive(String(data)));
  // An error is always followed by close, which is what matters.
  webSocket.on('error', () => webSocket.terminate());
  webSocket.on('close', () => screen.leave());
}

async function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const webSocket of sockets.clients) webSocket.close(1001, 'The kiosk is stopping.');
  sockets.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
