import type { FastifyRequest } from 'fastify';

/**
 * Whether a browser sent this on behalf of another web site. Browsers name the origin of every request that changes
 * something and of every WebSocket, and a page can't forge it; programs that aren't browsers name none and have no
 * cookies to be misused.
 */
export function isFromAnotherSite(request: FastifyRequest, publicUrl: string): boolean {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (origin === undefined) return site !== undefined && site !== 'same-origin' && site !== 'none';
  const own = [`${request.protocol}://${request.host}`, new URL(publicUrl).origin];
  return !own.includes(origin);
}
