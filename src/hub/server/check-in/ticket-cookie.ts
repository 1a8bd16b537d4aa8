import type { FastifyReply, FastifyRequest } from 'fastify';
import { TICKET_LIFE_MS } from './accepted-code.ts';

// The prefix makes browsers refuse it over http, from a subdomain, or for a path; so it exists only over https.
const SECURE_NAME = '__Host-muster-ticket';
const PLAIN_NAME = 'muster-ticket';

export function ticketCookie(request: FastifyRequest): string | undefined {
  return request.cookies[nameFor(request)];
}

export function setTicketCookie(request: FastifyRequest, reply: FastifyReply, sealed: string): void {
  reply.setCookie(nameFor(request), sealed, { ...optionsFor(request), maxAge: TICKET_LIFE_MS / 1_000 });
}

export function clearTicketCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(nameFor(request), optionsFor(request));
}

function nameFor(request: FastifyRequest): string {
  return request.protocol === 'https' ? SECURE_NAME : PLAIN_NAME;
}

function optionsFor(request: FastifyRequest) {
  const secure = request.protocol === 'https';
  return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
}
