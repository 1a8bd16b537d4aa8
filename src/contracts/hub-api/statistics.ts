import { z } from 'zod';
import { EpochMsSchema, PersonIdSchema, SectionIdSchema, SessionIdSchema } from '#domain/ids.ts';
import { MarkStatusSchema } from '#domain/register/mark-status.ts';

/** Exact, and as shown: rounded half up to two digits. */
export const PercentSchema = z.strictObject({
  numerator: z.int().min(0),
  denominator: z.int().min(1),
  text: z.string(),
});
export type Percent = z.infer<typeof PercentSchema>;

/** Where a student stands in a section. */
export const StandingSchema = z.strictObject({
  toDate: PercentSchema.nullable(),
  term: PercentSchema.nullable(),
  bestPossible: PercentSchema.nullable(),
  attended: z.int().min(0),
  counted: z.int().min(0),
  mayStillMiss: z.int().min(0),
  verdict: z.enum(['eligible', 'condonable', 'not-eligible', 'too-early']),
});
export type Standing = z.infer<typeof StandingSchema>;

export const SectionSchema = z.strictObject({
  id: SectionIdSchema,
  courseCode: z.string(),
  courseTitle: z.string(),
  name: z.string(),
  term: z.string().nullable(),
  teachers: z.array(z.strictObject({ personId: PersonIdSchema, name: z.string() })),
  students: z.int().min(0),
});
export type Section = z.infer<typeof SectionSchema>;

/** GET /api/v1/sections. Faculty see their own, admins all. */
export const SectionsSchema = z.strictObject({ sections: z.array(SectionSchema) });
export type Sections = z.infer<typeof SectionsSchema>;

/** One past meeting, as it stands in a section's overview. */
export const MeetingSchema = z.strictObject({
  sessionId: SessionIdSchema,
  startsAt: EpochMsSchema,
  endsAt: EpochMsSchema,
  room: z.string(),
  held: z.boolean(),
  sealed: z.boolean(),
  enrolled: z.int().min(0),
  here: z.int().min(0),
  late: z.int().min(0),
});
export type Meeting = z.infer<typeof MeetingSchema>;

/** GET /api/v1/sections/{id}: meetings oldest first, students by name. */
export const SectionOverviewSchema = z.strictObject({
  section: SectionSchema,
  meetings: z.array(MeetingSchema),
  students: z.array(
    z.strictObject({
      personId: PersonIdSchema,
      name: z.string(),
      studentNumber: z.string(),
      standing: StandingSchema,
      /** One for each meeting, in the same order. Null: not enrolled then. */
      marks: z.array(MarkStatusSchema.nullable()),
    }),
  ),
});
export type SectionOverview = z.infer<typeof SectionOverviewSchema>;
