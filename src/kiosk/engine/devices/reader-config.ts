import { z } from 'zod';
import { READER_PROFILES } from '#domain/card-number/reader-profile.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { USUAL_PACE } from './wedge/wedge-keys.ts';

const IdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1 to 64 small letters, digits and dashes')
  .optional();
const NameSchema = z.string().min(1).max(60);

const SerialSchema = z.strictObject({
  kind: z.enum(['rdm6300', 'id-12la', 'id-20la']),
  id: IdSchema,
  name: NameSchema.default('Card reader'),
  /** Best one of /dev/serial/by-id, which stays the same wherever the reader is plugged in; or by-path, where two readers have the same serial number. */
  path: z.string().min(1).max(200),
  baudRate: z.int().min(300).max(115_200).default(9_600),
});

const WedgeSchema = z.strictObject({
  kind: z.literal('wedge'),
  id: IdSchema,
  name: NameSchema.default('USB card reader'),
  /** How it writes a card; "em-8h10d" is the ten digits printed on most cards. */
  profile: z.enum(READER_PROFILES).default('em-8h10d'),
  /** How many characters it types, if it differs from others of its profile. */
  length: z.int().min(4).max(20).optional(),
  typicalGapMs: z.int().min(1).max(150).default(USUAL_PACE.typicalGapMs),
  longestGapMs: z.int().min(1).max(500).default(USUAL_PACE.longestGapMs),
});

const SimulatedSchema = z.strictObject({
  kind: z.literal('simulated'),
  id: IdSchema,
  name: NameSchema.default('Simulated reader'),
});

const ReaderConfigSchema = z.discriminatedUnion('kind', [SerialSchema, WedgeSchema, SimulatedSchema]);

/** The readers of one kiosk, from its settings. Without an `id` a reader is called by its kind and its place among its kind, "rdm6300-1". */
export const ReadersConfigSchema = z
  .array(ReaderConfigSchema)
  .max(8)
  .transform((readers) => readers.map((reader, i) => ({ ...reader, id: reader.id ?? idFor(readers, i) })))
  .superRefine((readers, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if (hasTwins(readers.map(({ id }) => id))) complain('two readers have the same id');
    if (hasTwins(readers.map((reader) => ('path' in reader ? reader.path : reader.id))))
      complain('two readers have the same path');
    // Keys don't say which keyboard they come from.
    if (readers.filter(({ kind }) => kind === 'wedge').length > 1)
      complain('there can be only one reader of kind wedge');
    if (readers.filter(({ kind }) => kind === 'simulated').length > 1)
      complain('there can be only one simulated reader');
  });
export type ReadersConfig = z.infer<typeof ReadersConfigSchema>;

function idFor(readers: readonly { readonly kind: string }[], index: number): string {
  const kind = readers[index]?.kind ?? 'reader';
  const place = readers.slice(0, index + 1).filter((reader) => reader.kind === kind).length;
  return `${kind}-${place}`;
}

function hasTwins(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}

/** Most USB readers type the number printed on the card: they work without any setting. */
export const USUAL_READERS: ReadersConfig = ReadersConfigSchema.parse([{ kind: 'wedge' }]);

/** Reads a settings value, JSON text or already a list. The failure is words for whoever wrote the settings. */
export function parseReadersConfig(setting: unknown): Result<ReadersConfig, string> {
  const value = typeof setting === 'string' ? parseJson(setting) : setting;
  const parsed = ReadersConfigSchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return err(
    parsed.error.issues.map((issue) => [...issue.path.map(String), issue.message].join(': ')).join('; '),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
