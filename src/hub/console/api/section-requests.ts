import type { z } from 'zod';
import {
  type SectionOverview,
  SectionOverviewSchema,
  SectionsSchema,
} from '#contracts/hub-api/statistics.ts';
import type { SectionId } from '#domain/ids.ts';
import type { Asked } from './asked.ts';

/** Those that the signed-in person may run. */
export const mySections: Asked<z.infer<typeof SectionsSchema>> = {
  path: '/api/v1/sections',
  answer: SectionsSchema,
};

export function sectionOverview(id: SectionId): Asked<SectionOverview> {
  return { path: `/api/v1/sections/${id}`, answer: SectionOverviewSchema };
}
