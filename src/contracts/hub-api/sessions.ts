import { z } from 'zod';
import {
  EpochMsSchema,
  EventIdSchema,
  PersonIdSchema,
  RoomIdSchema,
  SectionIdSchema,
  SessionIdSchema,
} from '#domain/ids.ts';
import { EVENT_BODIES, MethodSchema } from '#domain/ledger/event.ts';
import { HandMarkSchema, MarkStatusSchema } from '#domain/register/mark-status.ts';

export const SessionStateSchema = z.enum([
  'SCHEDULED',
  'ARMED',
  'OPEN',
  'CLOSED',
  'SEALED',
  'LOCKED',
  'CANCELLED',
]);

/** Counts of one session. `revision` grows with every change, so an older message is known for one. */
export const SessionStatsSchema = z.strictObject({
  revision: z.int().min(0),
  enrolled: z.int().min(0),
  /** present + late + partly */
  here: z.int().min(0),
  present: z.int().min(0),
  late: z.int().min(0),
  partly: z.int().min(0),
  /** Excused or on official duty. */
  excused: z.int().min(0),
  /** Only once the session is sealed. */
  absent: z.int().min(0),
  notYet: z.int().min(0),
  provisional: z.int().min(0),
  /** Punches kept that could not be judged. */
  quarantined: z.int().min(0),
});
export type SessionStats = z.infer<typeof SessionStatsSchema>;

export const SessionSchema = z.strictObject({
  sessionId: SessionIdSchema,
  sectionId: SectionIdSchema,
  courseCode: z.string(),
  courseTitle: z.string(),
  sectionName: z.string(),
  roomId: RoomIdSchema,
  room: z.string(),
  /** The main teacher first. */
  teachers: z.array(z.strictObject({ personId: PersonIdSchema, name: z.string() })),
  startsAt: EpochMsSchema,
  endsAt: EpochMsSchema,
  adHoc: z.boolean(),
  state: SessionStateSchema,
  doorsOpenAt: EpochMsSchema,
  openedAt: EpochMsSchema.nullable(),
  /** When it closes by itself, or closed. */
  closesAt: EpochMsSchema,
  /** Ended by hand. */
  ended: z.boolean(),
  /** Nobody opened it: counts for nobody. */
  notHeld: z.boolean(),
  sealedAt: EpochMsSchema.nullable(),
  lockedAt: EpochMsSchema.nullable(),
  stats: SessionStatsSchema,
  /** The one who asks may open, mark, extend and end it. */
  mine: z.boolean(),
});
export type Session = z.infer<typeof SessionSchema>;

/** GET /api/v1/sessions?date=YYYY-MM-DD (today without), optionally &section= and &room=. Faculty see their own, admins all. */
export const SessionsQuerySchema = z.strictObject({
  date: z.iso.date().optional(),
  section: SectionIdSchema.optional(),
  room: RoomIdSchema.optional(),
});
export const SessionsSchema = z.strictObject({
  date: z.iso.date(),
  sessions: z.array(SessionSchema),
  now: EpochMsSchema,
});
export type Sessions = z.infer<typeof SessionsSchema>;

export const RegisterLineSchema = z.strictObject({
  personId: PersonIdSchema,
  name: z.string(),
  studentNumber: z.string(),
  status: MarkStatusSchema,
  /** `manual`, `provisional`, `clock-uncertain`, `late-evidence`, …; of a phone also `new-device`, `shared-device`, `network-changed`, `old-step`. */
  flags: z.array(z.string()),
  arrivedAt: EpochMsSchema.nullable(),
  method: MethodSchema.nullable(),
  /** Why this mark, in words. */
  explanation: z.string(),
  /** Of the mark by hand, if it has one and it was not erased. */
  note: z.string().nullable(),
});
export type RegisterLine = z.infer<typeof RegisterLineSchema>;

/** A punch that was kept and could not be judged. */
export const QuarantineLineSchema = z.strictObject({
  eventId: EventIdSchema,
  at: EpochMsSchema,
  reason: z.string(),
  /** In words. */
  explanation: z.string(),
  personId: PersonIdSchema.nullable(),
  name: z.string().nullable(),
});

/** GET /api/v1/sessions/{id}/register; `.csv` at /register.csv. */
export const RegisterSchema = z.strictObject({
  session: SessionSchema,
  lines: z.array(RegisterLineSchema),
  quarantine: z.array(QuarantineLineSchema),
  /** What a reader of this register should know: `sealed-without`, `conflict`, … */
  flags: z.array(z.string()),
  now: EpochMsSchema,
});
export type Register = z.infer<typeof RegisterSchema>;

/** GET /api/v1/sessions/{id}/stats. */
export const StatsSchema = z.strictObject({
  sessionId: SessionIdSchema,
  state: SessionStateSchema,
  stats: SessionStatsSchema,
  now: EpochMsSchema,
});

/** POST /api/v1/sessions/live: opens a meeting of the timetable, or one of its own for a section in a room from now on. */
export const OpenSessionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('scheduled'), sessionId: SessionIdSchema }),
  z.strictObject({
    kind: z.literal('ad-hoc'),
    sectionId: SectionIdSchema,
    roomId: RoomIdSchema,
    minutes: z.int().min(5).max(600),
  }),
]);
export type OpenSession = z.infer<typeof OpenSessionSchema>;

/** POST /api/v1/sessions/{id}/extend. Takes an end by hand back, too. */
export const ExtendSessionSchema = z.strictObject({ minutes: z.int().min(1).max(120) });

/** The answer to opening, extending, ending and cancelling. */
export const SessionAnswerSchema = z.strictObject({ session: SessionSchema });

export const MarkReasonSchema = EVENT_BODIES['mark-set'].shape.reason;

/** Faculty's body of POST /api/v1/sessions/{id}/attendance. */
export const FacultyMarksSchema = z.strictObject({
  marks: z
    .array(
      z.strictObject({
        personId: PersonIdSchema,
        status: HandMarkSchema,
        reason: MarkReasonSchema,
        note: z.string().trim().min(1).max(1000).nullable().default(null),
      }),
    )
    .min(1)
    .max(500),
});
export type FacultyMarks = z.infer<typeof FacultyMarksSchema>;

/** Its answer: the lines that changed. */
export const MarksAnswerSchema = z.strictObject({
  lines: z.array(RegisterLineSchema),
  stats: SessionStatsSchema,
});

/** GET /api/v1/sessions/{id}/code: the room code to show now, for a session that the hub opened. */
export const SessionCodeSchema = z.strictObject({
  /** What the QR code says. */
  text: z.string(),
  typed: z.string().regex(/^\d{8}$/),
  from: EpochMsSchema,
  until: EpochMsSchema,
  now: EpochMsSchema,
});
export type SessionCode = z.infer<typeof SessionCodeSchema>;
