import type { z } from 'zod';
import { type Institution, InstitutionSchema, RoomsSchema } from '#contracts/hub-api/campus.ts';
import type { Asked } from './asked.ts';

export const allRooms: Asked<z.infer<typeof RoomsSchema>> = { path: '/api/v1/rooms', answer: RoomsSchema };

/** With the rules in force. */
export const theInstitution: Asked<Institution> = { path: '/api/v1/institution', answer: InstitutionSchema };
