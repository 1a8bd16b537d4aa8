import { z } from 'zod';
import { EpochMsSchema, EventIdSchema, PersonIdSchema, SessionIdSchema } from '#domain/ids.ts';
import { MethodSchema } from '#domain/ledger/event.ts';
import { AnswerKindSchema } from '#domain/punch/answer.ts';
import { MarkStatusSchema } from '#domain/register/mark-status.ts';
import { PanelSchema } from './panel/panel.ts';
import { FacultyChoiceSchema, UnlockAttemptSchema } from './unlock-attempt.ts';

/** A class as the wall speaks of it. All instants are corrected time. */
export const ClassCardSchema = z.strictObject({
  sessionId: SessionIdSchema,
  courseCode: z.string(),
  courseTitle: z.string(),
  sectionName: z.string(),
  /** Name of the main teacher, as shown. */
  teacher: z.string(),
  startsAt: EpochMsSchema,
  endsAt: EpochMsSchema,
  enrolled: z.int().min(0),
});
export type ClassCard = z.infer<typeof ClassCardSchema>;

export const CountsSchema = z.strictObject({
  enrolled: z.int().min(0),
  /** Everyone who has arrived: present + late. */
  here: z.int().min(0),
  present: z.int().min(0),
  late: z.int().min(0),
  /** Excused or on official duty: not expected, not missing. */
  excused: z.int().min(0),
  notYet: z.int().min(0),
  /** Punches kept that could not be judged. */
  quarantined: z.int().min(0),
});
export type Counts = z.infer<typeof CountsSchema>;

/** What just happened at a reader. A sound is played once per `id`; shown from `at` until `until`. */
export const AnswerSchema = z.strictObject({
  id: EventIdSchema,
  kind: AnswerKindSchema,
  at: EpochMsSchema,
  until: EpochMsSchema,
  /** Null when the person is unknown or belongs to another class (names are kept for own rosters only). */
  name: z.string().nullable(),
  method: MethodSchema,
  course: z.string().nullable(),
  /** For `wrong-room`: where their class is. */
  room: z.string().nullable(),
  /** For `late`: minutes after the start. For `already-recorded`: minutes since the first. */
  minutes: z.int().nullable(),
});
export type Answer = z.infer<typeof AnswerSchema>;

export const ArrivalSchema = z.strictObject({
  personId: PersonIdSchema,
  name: z.string(),
  method: MethodSchema,
  at: EpochMsSchema,
  status: MarkStatusSchema,
  provisional: z.boolean(),
});
export type Arrival = z.infer<typeof ArrivalSchema>;

/** One room code, ready to draw: never the key. `path` is SVG path data of the dark modules on a `size` × `size` grid without quiet zone. */
export const RoomCodeViewSchema = z.strictObject({
  size: z.int().min(21).max(57),
  path: z.string().max(20_000),
  /** What the code says, for the simulator panel and for people who cannot scan. */
  text: z.string().max(200),
  /** Eight digits to type by hand. */
  typed: z.string().regex(/^\d{8}$/),
  /** The step this code stands for, in corrected time. */
  from: EpochMsSchema,
  until: EpochMsSchema,
});
export type RoomCodeView = z.infer<typeof RoomCodeViewSchema>;

/** A person on the list for marking by hand. */
export const RosterLineSchema = z.strictObject({
  personId: PersonIdSchema,
  name: z.string(),
  studentNumber: z.string(),
  status: MarkStatusSchema,
  byHand: z.boolean(),
});
export type RosterLine = z.infer<typeof RosterLineSchema>;

export const ReaderViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['card', 'finger', 'camera', 'keyboard']),
  state: z.enum(['ready', 'absent', 'quiet']),
});
export type ReaderView = z.infer<typeof ReaderViewSchema>;

export const HubViewSchema = z.strictObject({
  /** `refused`: the hub answered but will not have this kiosk; `detail` says why and what to do. */
  state: z.enum(['online', 'connecting', 'offline', 'refused']),
  since: EpochMsSchema,
  /** Events kept here that the hub has not confirmed. */
  backlog: z.int().min(0),
  detail: z.string().nullable(),
});
export type HubView = z.infer<typeof HubViewSchema>;

/** The ledger was damaged, and the kiosk has healed it by itself: for teachers and whoever looks after the kiosk to know. */
export const HealedViewSchema = z.strictObject({
  at: EpochMsSchema,
  /** Events that could not be saved and were not at the hub; `mayBeMore`: at least. */
  lost: z.int().min(0),
  mayBeMore: z.boolean(),
});
export type HealedView = z.infer<typeof HealedViewSchema>;

/** What every screen shows in the same place. */
export const CommonSchema = z.strictObject({
  institution: z.string(),
  /** CSS colour `#rrggbb`. */
  brand: z.string().regex(/^#[0-9a-f]{6}$/),
  room: z.string(),
  /** IANA zone of the campus: all times on the wall are in it. */
  timeZone: z.string(),
  /** Corrected time minus this machine's wall clock, ms. */
  clockOffsetMs: z.int(),
  /** The clock has not been compared with the hub's for too long to be trusted. */
  clockUncertain: z.boolean(),
  hub: HubViewSchema,
  readers: z.array(ReaderViewSchema),
  /** Present where a camera reads passes. It is to be `on` only while somebody could be recorded. */
  camera: z
    .strictObject({
      on: z.boolean(),
      /** Part of the label of the camera to use; null: the browser's own choice. */
      device: z.string().nullable(),
    })
    .nullable(),
  /** For some days afterwards, else null. */
  healed: HealedViewSchema.nullable(),
  /** The kiosk works in the last of its disk, or has no reserve there: somebody should make room. */
  diskLow: z.boolean(),
  /** For whoever looks after the kiosk; over an open class it leaves the code visible. */
  panel: PanelSchema,
  /** Present in development and demo only. */
  simulator: z
    .strictObject({
      cards: z.array(z.strictObject({ label: z.string(), number: z.string() })),
      pins: z.array(z.strictObject({ label: z.string(), pin: z.string() })),
    })
    .nullable(),
});
export type Common = z.infer<typeof CommonSchema>;

export const TodayLineSchema = z.strictObject({
  class: ClassCardSchema,
  state: z.enum(['later', 'next', 'now', 'done', 'not-held', 'cancelled']),
  here: z.int().min(0),
});
export type TodayLine = z.infer<typeof TodayLineSchema>;

const NotEnrolledSchema = z.strictObject({
  name: z.literal('not-enrolled'),
  common: CommonSchema,
  hubUrl: z.string(),
  busy: z.boolean(),
  problem: z.string().nullable(),
});

const ReadySchema = z.strictObject({
  name: z.literal('ready'),
  common: CommonSchema,
  today: z.array(TodayLineSchema),
  /** The class that faculty can open now, or the next one today. */
  next: ClassCardSchema.nullable(),
  /** Doors are open: faculty may unlock, and students' touches are noted. */
  canOpen: z.boolean(),
  /** People noted before the class is unlocked. */
  noted: z.int().min(0),
  answer: AnswerSchema.nullable(),
});

const UnlockingSchema = z.strictObject({
  name: z.literal('unlocking'),
  common: CommonSchema,
  class: ClassCardSchema,
  faculty: z.array(FacultyChoiceSchema),
  chosen: PersonIdSchema.nullable(),
  attempt: UnlockAttemptSchema,
  /** Gives up by itself then. */
  until: EpochMsSchema,
  answer: AnswerSchema.nullable(),
});

/** The teacher's side of an open session. */
export const ControlsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('closed') }),
  /** Someone asked for the controls and has to prove that they teach here. */
  z.strictObject({
    kind: z.literal('unlocking'),
    faculty: z.array(FacultyChoiceSchema),
    chosen: PersonIdSchema.nullable(),
    attempt: UnlockAttemptSchema,
    until: EpochMsSchema,
  }),
  z.strictObject({
    kind: z.literal('open'),
    by: z.string(),
    until: EpochMsSchema,
    roster: z.array(RosterLineSchema),
  }),
]);
export type Controls = z.infer<typeof ControlsSchema>;

const SessionSchema = z.strictObject({
  name: z.literal('session'),
  common: CommonSchema,
  class: ClassCardSchema,
  /** Null while hidden by faculty. */
  code: RoomCodeViewSchema.nullable(),
  counts: CountsSchema,
  /** Newest first, at most 8. */
  arrivals: z.array(ArrivalSchema),
  answer: AnswerSchema.nullable(),
  /** From then on arrivals are late, and from `cutOffAt` too late. */
  lateFrom: EpochMsSchema,
  cutOffAt: EpochMsSchema,
  closesAt: EpochMsSchema,
  controls: ControlsSchema,
});

const SummarySchema = z.strictObject({
  name: z.literal('summary'),
  common: CommonSchema,
  class: ClassCardSchema,
  counts: CountsSchema,
  closedAt: EpochMsSchema,
  /** Ended by hand: may be taken back until then. Null when it closed by itself. */
  undoUntil: EpochMsSchema.nullable(),
  until: EpochMsSchema,
  answer: AnswerSchema.nullable(),
});

const OutOfOrderSchema = z.strictObject({
  name: z.literal('out-of-order'),
  common: CommonSchema,
  reason: z.enum([
    'ledger-damaged',
    'ledger-from-the-future',
    'disk-failed',
    'disk-full',
    'engine-stopped',
    'already-running',
  ]),
  /** One line for the administrator, with what to do. */
  detail: z.string(),
});

/** Everything the screen draws. The screen judges nothing: it draws the last one of these it was told. */
export const ScreenStateSchema = z.discriminatedUnion('name', [
  NotEnrolledSchema,
  ReadySchema,
  UnlockingSchema,
  SessionSchema,
  SummarySchema,
  OutOfOrderSchema,
]);
export type ScreenState = z.infer<typeof ScreenStateSchema>;
export type ScreenStateOf<N extends ScreenState['name']> = Extract<ScreenState, { name: N }>;
