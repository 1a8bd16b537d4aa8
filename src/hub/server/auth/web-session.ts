import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EpochMs } from '#domain/ids.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { addWebSession, removeWebSession, type UserRow, userOfWebSession } from '../store/user-store.ts';

/** A working day: whoever signs in in the morning is signed in until the evening. */
const LIFE_MS = 12 * 3_600_000;

// The prefix makes browsers refuse it over http, from a subdomain, or for a path; so it exists only over https.
const SECURE_NAME = '__Host-muster';
const PLAIN_NAME = 'muster';

/** Signs this browser in. */
export function startWebSession(
  db: HubDatabase,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
  now: EpochMs,
): void {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = (now + LIFE_MS) as EpochMs;
  endWebSession(db, request, reply);
  addWebSession(db, { tokenHash: hashOf(token), userId, createdAt: now, expiresAt });
  reply.setCookie(cookieName(request), token, { ...cookieOptions(request), maxAge: LIFE_MS / 1_000 });
}

/** Whose browser this is; `undefined` when nobody is signed in there. */
export function signedInUser(db: HubDatabase, request: FastifyRequest, now: EpochMs): UserRow | undefined {
  const token = request.cookies[cookieName(request)];
  return token === undefined ? undefined : userOfWebSession(db, hashOf(token), now);
}

export function endWebSession(db: HubDatabase, request: FastifyRequest, reply: FastifyReply): void {
  const token = request.cookies[cookieName(request)];
  if (token === undefined) return;
  removeWebSession(db, hashOf(token));
  reply.clearCookie(cookieName(request), cookieOptions(request));
}

function cookieName(request: FastifyRequest): string {
  return request.protocol === 'https' ? SECURE_NAME : PLAIN_NAME;
}

function cookieOptions(request: FastifyRequest) {
  const secure = request.protocol === 'https';
  return { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
