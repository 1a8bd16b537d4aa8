import { MAX_MESSAGE_BYTES } from '#domain/sync/limits.ts';

/**
 * What one connection of a kiosk may cost. An honest kiosk comes near none of these: it has one question open at a time
 * and waits for the answer. Arguments, so that tests needn't wait.
 */
export type SocketLimits = {
  /** Bytes until the hello was accepted. A hello has some 900; whoever hasn't proved anything yet gets no megabyte. */
  readonly helloBytes: number;
  /**
   * From a message's first byte to its last. A kiosk gives a push up after 15 s without an answer and tries half of it, so
   * a message that takes four times that is one that somebody trickles.
   */
  readonly messageMs: number;
  /** In one second; whatever comes beyond is read in the next, so a kiosk in a hurry is slowed down and never cut off. */
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
  /** Messages of one kiosk that were read and not yet dealt with: while there are more, nothing further is read from it. */
  readonly queued: number;
  /** Answers that wait to be read: a kiosk that doesn't read what it asks for is no kiosk. */
  readonly unreadBytes: number;
  /**
   * Connections that haven't said who they are, together. Not by address: a campus of thousands may share one. When there
   * are more, the one that has waited longest makes room, for an honest kiosk is through in one round trip.
   */
  readonly strangers: number;
  /** ... but never one that only just came: a slow line needs a moment for its hello. */
  readonly strangerMs: number;
};

export const SOCKET_LIMITS: SocketLimits = {
  helloBytes: 8 * 1024,
  messageMs: 60_000,
  // On the same machine a kiosk that catches up makes some 300 exchanges in a second.
  messagesPerSecond: 1_000,
  bytesPerSecond: 32 * 1024 * 1024,
  // An honest kiosk has a push, a question or two and a heartbeat.
  queued: 16,
  unreadBytes: 8 * 1024 * 1024,
  // Twice as many as all kiosks of a large campus that come back in one instant.
  strangers: 4_096,
  strangerMs: 2_000,
};

/** WebSocket's own codes for how a connection ends. */
export const CLOSE = {
  done: 1000,
  goingAway: 1001,
  malformed: 1007,
  tooSlow: 1008,
  tooLong: 1009,
  trouble: 1011,
  comeBackLater: 1013,
} as const;

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

/** For @fastify/websocket. */
export const SOCKET_OPTIONS = {
  maxPayload: MAX_MESSAGE_BYTES,
  // Compression costs 260 kB a connection, and a message of a few bytes could unpack to gigabytes.
  perMessageDeflate: false,
  /** How long somebody who was hung up on may take to hang up too, before the socket is dropped. */
  closeTimeout: 2_000,
};
