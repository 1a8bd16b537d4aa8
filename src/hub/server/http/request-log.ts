import type { FastifyInstance } from 'fastify';
import type { Log } from '#platform/log.ts';

/**
 * One line for every request that changed something or failed. It names the route's pattern and never the address: room
 * codes, tickets and searched names stand in addresses.
 */
export function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    const fields = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(request.user === null ? {} : { userId: request.user.id }),
    };
    const isQuiet = request.method === 'GET' && reply.statusCode < 500;
    if (isQuiet) log.debug('request answered', fields);
    else log.info('request answered', fields);
  });
}
