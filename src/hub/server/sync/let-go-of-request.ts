import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** Node's own mark on a socket that a response is being written to. */
type Answering = { readonly _httpMessage?: ServerResponse | null };

/**
 * A WebSocket began with a request, and what handled that holds on to it, its response and all that belongs to them for as long as the
 * socket is open: half of what a connection costs that otherwise says little. From here on whoever calls is the one who listens for errors.
 */
export function letGoOfRequest(socket: WebSocket, raw: Socket & Answering): void {
  raw._httpMessage?.detachSocket(raw);
  socket.removeAllListeners('error');
}
