import { z } from 'zod';
import { EpochMsSchema, PersonIdSchema } from '#domain/ids.ts';

/** One person's enrolment in one section; judged as of the presentation. `to` null: still enrolled. */
export const EnrolmentSchema = z.strictObject({
  personId: PersonIdSchema,
  from: EpochMsSchema,
  to: EpochMsSchema.nullable(),
});
export type Enrolment = z.infer<typeof EnrolmentSchema>;
