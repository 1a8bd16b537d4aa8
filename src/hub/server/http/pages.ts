import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiFailure } from '../api-failure.ts';
import { installedFolder } from '../installed-folder.ts';
import { send } from './answer-errors.ts';

/** Said in place of a page. */
export const NOT_BUILT =
  'The pages of this hub have not been built. Run `npm run build:pages` and start it again.\n';

/** A year: files below these folders have a hash of their content in their names. */
const HASHED = /\/(assets|student-assets)\//;

/** Serves the console at /console/ and the student page at /; unknown addresses get their page, or JSON below /api. */
export async function servePages(app: FastifyInstance): Promise<void> {
  const folder = join(installedFolder(), 'out');
  await serveFolder(app, join(folder, 'console'), '/console/', true);
  await serveFolder(app, join(folder, 'student'), '/', false);
  app.setNotFoundHandler((request, reply) => answerUnknown(request, reply, folder));
}

async function serveFolder(
  app: FastifyInstance,
  root: string,
  prefix: string,
  first: boolean,
): Promise<void> {
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, {
    root,
    prefix,
    decorateReply: first,
    cacheControl: false,
    setHeaders: (response, path) => {
      const cache = HASHED.test(path.replaceAll('\\', '/'))
        ? 'public, max-age=31536000, immutable'
        : 'no-cache';
      response.header('cache-control', cache);
    },
  });
}

function answerUnknown(request: FastifyRequest, reply: FastifyReply, folder: string): FastifyReply {
  const [path = '/'] = request.url.split('?');
  const isPage = request.method === 'GET' && !path.startsWith('/api/') && acceptsPages(request);
  if (!isPage) return send(reply, new ApiFailure('not-found'));
  const page = path === '/console' || path.startsWith('/console/') ? 'console' : 'student';
  const root = join(folder, page);
  if (!existsSync(join(root, 'index.html')))
    return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
  if (path === '/console') return reply.redirect('/console/');
  return reply.header('cache-control', 'no-cache').sendFile('index.html', root, { cacheControl: false });
}

function acceptsPages(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}
