import { z } from 'zod';
import { SectionOverviewSchema, SectionsSchema } from '#contracts/hub-api/statistics.ts';
import { SectionIdSchema } from '#domain/ids.ts';
import { userOf } from '../auth/access.ts';
import type { App } from '../http/create-app.ts';
import type { HubParts } from '../hub-parts.ts';

const params = z.strictObject({ id: SectionIdSchema });

export function addSectionRoutes(app: App, { reads }: HubParts): void {
  const tags = ['sections'];
  const config = { access: 'faculty' } as const;

  app.get(
    '/api/v1/sections',
    { config, schema: { tags, response: { 200: SectionsSchema } } },
    async (request) => ({ sections: await reads.ask('sections', { user: userOf(request) }) }),
  );

  app.get(
    '/api/v1/sections/:id',
    { config, schema: { tags, params, response: { 200: SectionOverviewSchema } } },
    async (request) => await reads.ask('section', { user: userOf(request), id: request.params.id }),
  );
}
