import { z } from 'zod';
import { HashSchema } from '#domain/ids.ts';
import type { Documents, FetchDocuments, FetchManifest, ManifestFrame } from '#domain/sync/frames.ts';
import { MAX_DOCUMENTS, MAX_FRAME_BYTES } from '#domain/sync/limits.ts';
import { DocumentIdSchema, PositionSchema } from './fields.ts';

/** kiosk -> hub. */
export const FetchManifestSchema = z.strictObject({
  type: z.literal('fetch-manifest'),
}) satisfies z.ZodType<FetchManifest>;

/** hub -> kiosk. Everything the kiosk should hold, by hash; the digest is the hash of the list. */
export const ManifestFrameSchema = z.strictObject({
  type: z.literal('manifest'),
  manifest: z.strictObject({
    rev: PositionSchema,
    documents: z.array(z.tuple([DocumentIdSchema, HashSchema])).max(MAX_DOCUMENTS),
    digest: HashSchema,
  }),
}) satisfies z.ZodType<ManifestFrame>;

/** kiosk -> hub. Documents it lacks, each from the character up to which it has the text already. */
export const FetchDocumentsSchema = z.strictObject({
  type: z.literal('fetch-documents'),
  wants: z
    .array(z.strictObject({ id: DocumentIdSchema, hash: HashSchema, from: PositionSchema }))
    .min(1)
    .max(MAX_DOCUMENTS),
  /** How much the answer may have: little on a link that has lost answers. */
  maxChars: z.int().min(1).max(MAX_FRAME_BYTES),
}) satisfies z.ZodType<FetchDocuments>;

/** hub -> kiosk. As many parts as fit in a frame; a wanted document that is missing has left the manifest. */
export const DocumentsSchema = z.strictObject({
  type: z.literal('documents'),
  parts: z
    .array(
      z.strictObject({
        id: DocumentIdSchema,
        hash: HashSchema,
        from: PositionSchema,
        text: z.string().max(MAX_FRAME_BYTES),
        last: z.boolean(),
      }),
    )
    .max(MAX_DOCUMENTS),
}) satisfies z.ZodType<Documents>;
