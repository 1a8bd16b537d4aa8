import { z } from 'zod';
import { ClassFactsSchema, HubFactsSchema } from '#contracts/hub-api/check-in.ts';
import { OwnStandingSchema } from '#contracts/hub-api/check-in-answer.ts';
import { EpochMsSchema, SectionIdSchema } from '#domain/ids.ts';
import { MarkStatusSchema } from '#domain/register/mark-status.ts';

/** One of today's classes. */
export const OwnClassSchema = z.strictObject({
  class: ClassFactsSchema,
  state: z.enum(['later', 'doors-open', 'open', 'over', 'cancelled', 'not-held']),
  status: MarkStatusSchema,
  arrivedAt: EpochMsSchema.nullable(),
  provisional: z.boolean(),
});
export type OwnClass = z.infer<typeof OwnClassSchema>;

export const OwnSectionSchema = z.strictObject({
  sectionId: SectionIdSchema,
  courseCode: z.string(),
  courseTitle: z.string(),
  sectionName: z.string(),
  teacher: z.string().nullable(),
  standing: OwnStandingSchema,
});
export type OwnSection = z.infer<typeof OwnSectionSchema>;

/** GET /api/v1/me, signed by the device. */
export const MeSchema = z.strictObject({
  person: z.strictObject({ name: z.string(), studentNumber: z.string() }),
  hub: HubFactsSchema,
  device: z.strictObject({ boundAt: EpochMsSchema, confirmed: z.boolean() }),
  /** By start. */
  today: z.array(OwnClassSchema),
  sections: z.array(OwnSectionSchema),
  /** Another one than before: the hub's database was put back, and phones present their receipts again. */
  generation: z.string(),
  now: EpochMsSchema,
});
export type Me = z.infer<typeof MeSchema>;
