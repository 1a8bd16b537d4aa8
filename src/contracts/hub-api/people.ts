import { z } from 'zod';
import { StandingSchema } from '#contracts/hub-api/statistics.ts';
import { EpochMsSchema, PersonIdSchema, SectionIdSchema } from '#domain/ids.ts';

export const PersonRoleSchema = z.enum(['student', 'faculty', 'staff', 'admin']);

export const PersonSchema = z.strictObject({
  id: PersonIdSchema,
  name: z.string(),
  studentNumber: z.string().nullable(),
  roles: z.array(PersonRoleSchema),
});
export type Person = z.infer<typeof PersonSchema>;

/** GET /api/v1/people?search=&role=&offset=&limit=. Faculty find the students of their own sections. */
export const PeopleQuerySchema = z.strictObject({
  search: z.string().trim().max(100).default(''),
  role: PersonRoleSchema.optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export const PeopleSchema = z.strictObject({ people: z.array(PersonSchema), total: z.int().min(0) });
export type People = z.infer<typeof PeopleSchema>;

/** The number itself is kept nowhere. */
export const CardSchema = z.strictObject({
  id: z.string(),
  /** Empty: it was given out at a kiosk, and the hub never saw its number. */
  lastDigits: z.string(),
  from: EpochMsSchema,
  /** In which room and by whom it was given out; null: at the hub. */
  given: z.strictObject({ room: z.string(), by: z.string() }).nullable(),
});

/** GET /api/v1/people/{id}. */
export const PersonDetailSchema = z.strictObject({
  person: PersonSchema,
  email: z.string().nullable(),
  cards: z.array(CardSchema),
  /** Kiosks at which a touch of a finger is enough. `again`: the sensor there was replaced, or has lost it. */
  fingers: z.array(
    z.strictObject({
      kiosk: z.string(),
      /** Null: the kiosk hangs in no room at the moment. */
      room: z.string().nullable(),
      enrolledAt: EpochMsSchema,
      again: z.boolean(),
    }),
  ),
  hasPin: z.boolean(),
  /** Whether the institution uses printed badges, which this student may be given. */
  mayHaveBadge: z.boolean(),
  /** The phone that is bound. */
  phone: z.strictObject({ boundAt: EpochMsSchema, confirmed: z.boolean() }).nullable(),
  sections: z.array(
    z.strictObject({
      sectionId: SectionIdSchema,
      courseCode: z.string(),
      courseTitle: z.string(),
      name: z.string(),
      role: z.enum(['student', 'teacher']),
      standing: StandingSchema.nullable(),
    }),
  ),
});
export type PersonDetail = z.infer<typeof PersonDetailSchema>;

/** POST /api/v1/people/{id}/cards (admin). `number` as a reader types it or as it is printed. */
export const NewCardSchema = z.strictObject({ number: z.string().trim().min(4).max(40) });

/** POST /api/v1/people/{id}/badges (admin). Told once: the number is kept nowhere. */
export const BadgeSchema = z.strictObject({
  /** What its QR code says. */
  text: z.string().max(100),
  /** As it stands among the person's cards. */
  lastDigits: z.string(),
});
export type Badge = z.infer<typeof BadgeSchema>;

/** PUT /api/v1/people/{id}/pin (admin). */
export const NewPinSchema = z.strictObject({
  pin: z.string().regex(/^\d{6,12}$/, 'must be 6 to 12 digits'),
});

/** POST /api/v1/people/{id}/sign-in-codes. For the student's phone; told once. */
export const NewSignInCodeSchema = z.strictObject({
  /** 10 minutes to 7 days. */
  minutes: z
    .int()
    .min(10)
    .max(7 * 24 * 60)
    .default(24 * 60),
});
export const SignInCodeSchema = z.strictObject({ code: z.string(), expiresAt: EpochMsSchema });
export type SignInCode = z.infer<typeof SignInCodeSchema>;
