import { z } from 'zod';
import { READER_PROFILES } from '#domain/card-number/reader-profile.ts';
import { EpochMsSchema } from '#domain/ids.ts';

const ProfileSchema = z.enum(READER_PROFILES);

/** A reader of this kiosk: how it is, and how it is set. */
export const DeviceViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['card', 'finger', 'camera', 'keyboard']),
  /** What it is, as settings call it: `rdm6300`, `pcsc`. */
  model: z.string(),
  state: z.enum(['ready', 'absent', 'quiet']),
  /** In words for whoever looks after the kiosk. */
  detail: z.string(),
  /** Since when it is in this state; null: nothing has been heard of it yet. */
  since: EpochMsSchema.nullable(),
  /** How it writes a card; null: it doesn't type. */
  profile: ProfileSchema.nullable(),
  /** Cards (fingers, codes) since the start. */
  reads: z.int().min(0),
  /** Of these, too short or made up by the reader itself. */
  readOnce: z.int().min(0),
  /** Bytes or keys that were no card. */
  discarded: z.int().min(0),
  /** Cards can be held to it to see what comes. */
  canTest: z.boolean(),
  /** It belongs to the start settings and stays as it is. */
  isFixed: z.boolean(),
});
export type DeviceView = z.infer<typeof DeviceViewSchema>;

/** Something that is plugged in and no reader of this kiosk yet. */
export const FoundViewSchema = z.strictObject({
  key: z.string(),
  label: z.string(),
  place: z.string(),
  isRecognised: z.boolean(),
  /** What it can be, likeliest first, as settings call it. None: it has to be set up in a file. */
  models: z.array(z.string()),
});
export type FoundView = z.infer<typeof FoundViewSchema>;

/** What came of a card that was held to a reader to see what comes. Never its whole number. */
export const TestedCardSchema = z.strictObject({
  at: EpochMsSchema,
  /** The form of the number: `em`, `hf`, `w26`, or how much of it the reader left, `em-low24`. */
  form: z.string(),
  lastDigits: z.string().max(4),
  /** The reader was sure of it, or told it twice alike. */
  certain: z.boolean(),
  /** Whose it is; a null name: somebody's who is not of this room. */
  holder: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('person'), name: z.string().nullable() }),
    z.strictObject({ kind: z.literal('several') }),
    z.strictObject({ kind: z.literal('nobody') }),
  ]),
});
export type TestedCard = z.infer<typeof TestedCardSchema>;

/** The kiosk's readers, and what could become one. */
export const DevicesPageSchema = z.strictObject({
  name: z.literal('devices'),
  readers: z.array(DeviceViewSchema),
  found: z.array(FoundViewSchema),
  /** Why nothing can be changed here, or what is wrong with the settings; null: all is well. */
  notice: z.string().nullable(),
  canChange: z.boolean(),
  /** The reader that is being tried out. Cards held to it count for nobody meanwhile. */
  test: z
    .strictObject({
      reader: z.string(),
      last: TestedCardSchema.nullable(),
      /** Bytes or keys since the test began that were no card. */
      discarded: z.int().min(0),
    })
    .nullable(),
});
export type DevicesPage = z.infer<typeof DevicesPageSchema>;

const ReaderSchema = z.string().max(64);

export const DevicesActionSchema = z.discriminatedUnion('type', [
  /** Null: no longer. */
  z.strictObject({ type: z.literal('test'), reader: ReaderSchema.nullable() }),
  z.strictObject({ type: z.literal('rename'), reader: ReaderSchema, name: z.string().trim().min(1).max(60) }),
  z.strictObject({ type: z.literal('use-profile'), reader: ReaderSchema, profile: ProfileSchema }),
  z.strictObject({ type: z.literal('remove'), reader: ReaderSchema }),
  z.strictObject({ type: z.literal('add'), key: z.string().max(300), model: z.string().max(40) }),
]);
export type DevicesAction = z.infer<typeof DevicesActionSchema>;
