import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ImportReportSchema } from '#contracts/hub-api/imports.ts';
import { ApiFailure } from '../api-failure.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';
import { importCampus } from '../import/import-campus.ts';

/** Of one file as it is sent, packed or not: half a million rows of enrolments. */
const LARGEST_FILE = 64 * 2 ** 20;
const MOST_FILES = 30;

/** Of all files together: they are all in memory at once. */
const LARGEST_IMPORT = 128 * 2 ** 20;

const QuerySchema = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});

/** Answers 200 with a report; 422 with a report when something was to be changed and errors forbade it. */
export async function addImportRoutes(app: App, parts: HubParts): Promise<void> {
  await app.register(multipart, { limits: { fileSize: LARGEST_FILE, files: MOST_FILES, parts: MOST_FILES } });
  app.post(
    '/api/v1/import',
    {
      config: { access: 'admin' },
      bodyLimit: LARGEST_FILE,
      schema: {
        tags: ['import'],
        consumes: ['multipart/form-data'],
        querystring: QuerySchema,
        response: { 200: ImportReportSchema, 422: ImportReportSchema },
      },
    },
    async (request, reply) => {
      const report = await importCampus(parts, await filesIn(request), request.query);
      return await reply.code(report.applied || report.dryRun ? 200 : 422).send(report);
    },
  );
}

async function filesIn(request: FastifyRequest): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  // Numbered, so that two of one name are seen as two.
  let room = LARGEST_IMPORT;
  for await (const file of request.files()) {
    const bytes = await file.toBuffer();
    room -= bytes.length;
    if (room < 0) throw new ApiFailure('too-large');
    files.set(`${files.size}/${file.filename}`, bytes);
  }
  return files;
}
