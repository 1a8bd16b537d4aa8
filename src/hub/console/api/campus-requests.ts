import type { z } from 'zod';
import { RoomsSchema } from '#contracts/hub-api/campus.ts';
import { SectionsSchema } from '#contracts/hub-api/statistics.ts';
import type { Asked } from './asked.ts';

export const allRooms: Asked<z.infer<typeof RoomsSchema>> = { path: '/api/v1/rooms', answer: RoomsSchema };

/** Those that the signed-in person may run. */
export const mySections: Asked<z.infer<typeof SectionsSchema>> = {
  path: '/api/v1/sections',
  answer: SectionsSchema,
};
