import { z } from 'zod';
import { EpochMsSchema, EpochSchema, HashSchema, KioskNumberSchema } from '#domain/ids.ts';
import type {
  ClockError,
  FeedCursor,
  FeedMark,
  LedgerCheck,
  LedgerPoint,
  ManifestMark,
  SealedEvent,
} from '#domain/sync/frames.ts';
import { GenerationSchema, HubRunSchema } from '#domain/sync/frames.ts';
import { MAX_EVENT_CHARS } from '#domain/sync/limits.ts';

/** 0: before the first event. */
export const PositionSchema = z.int().min(0);

export const LedgerPointSchema = z.strictObject({
  seq: PositionSchema,
  hash: HashSchema,
}) satisfies z.ZodType<LedgerPoint>;

export const FeedCursorSchema = z.strictObject({
  generation: GenerationSchema.nullable(),
  run: HubRunSchema.nullable(),
  position: PositionSchema,
}) satisfies z.ZodType<FeedCursor>;

export const FeedMarkSchema = z.strictObject({
  generation: GenerationSchema,
  run: HubRunSchema,
  position: PositionSchema,
}) satisfies z.ZodType<FeedMark>;

export const ClockErrorSchema = z.strictObject({
  offsetMs: z.int(),
  uncertaintyMs: z.int().min(0),
}) satisfies z.ZodType<ClockError>;

export const LedgerCheckSchema = z.strictObject({
  at: EpochMsSchema,
  outcome: z.enum(['sound', 'healed']),
}) satisfies z.ZodType<LedgerCheck>;

export const ManifestMarkSchema = z.strictObject({
  rev: PositionSchema,
  digest: HashSchema,
}) satisfies z.ZodType<ManifestMark>;

export const EventTextSchema = z.string().min(1).max(MAX_EVENT_CHARS);

export const SealedEventSchema = z.strictObject({
  origin: KioskNumberSchema,
  epoch: EpochSchema,
  seq: z.int().min(1),
  hash: HashSchema,
  text: EventTextSchema,
  seal: z.string().regex(/^[0-9a-f]{32}$/),
}) satisfies z.ZodType<SealedEvent>;

/** Ed25519, base64url. */
export const SignatureSchema = z.string().regex(/^[A-Za-z0-9_-]{86}$/);

/** 128 random bits in hex. */
export const NonceSchema = z.string().regex(/^[0-9a-f]{32}$/);

/** First 16 bytes of the SHA-256 of a raw public key, in hex. */
export const KeyIdSchema = z.string().regex(/^[0-9a-f]{32}$/);

export const VersionRangeSchema = z.tuple([z.int().min(1), z.int().min(1)]).readonly() satisfies z.ZodType<
  readonly [number, number]
>;

export const DocumentIdSchema = z.string().regex(/^[a-z]+(:[0-9a-z-]{1,64})?$/);
