import { z } from 'zod';
import { PersonIdSchema } from '#domain/ids.ts';
import { ConsentTextSchema, FingerRemovalReasonSchema } from '#domain/ledger/finger-events.ts';
import { openSealed, SealedSchema, seal } from '#platform/sealed-box.ts';
import type { FingerKeys } from './finger-keys.ts';
import type { FingerRow, FingerState } from './finger-statements.ts';

/** What is sealed. It names its own place, so that a box moved to another place is found out. */
const ContentSchema = z.strictObject({
  sensor: z.string(),
  page: z.int(),
  personId: PersonIdSchema,
  /** Where the person was enrolled. */
  reader: z.string(),
  consent: ConsentTextSchema,
  by: PersonIdSchema,
  removal: z.strictObject({ reason: FingerRemovalReasonSchema, by: PersonIdSchema.nullable() }).nullable(),
});
export type FingerContent = z.infer<typeof ContentSchema>;

/** One finger that is known here. */
export type Finger = {
  readonly id: number;
  readonly state: FingerState;
  readonly told: boolean;
  readonly missingSince: number | null;
  readonly sensor: string;
  readonly page: number;
  /** Null once the person is forgotten and only the sensor has still to forget. */
  readonly content: FingerContent | null;
};

/** The box and its key's number, as a row keeps them. */
export function sealContent(content: FingerContent, keys: FingerKeys): Pick<FingerRow, 'key' | 'box'> {
  const key = keys.key(keys.current);
  if (key === undefined) throw new Error('the key that seals fingers is missing');
  return { key: keys.current, box: JSON.stringify(seal(key, JSON.stringify(content))) };
}

/** Undefined: the box can't be opened, or belongs to another place. */
export function openFinger(row: FingerRow, keys: FingerKeys): Finger | undefined {
  const { id, state, sensor, page, missingSince } = row;
  const told = row.told === 1;
  if (row.box === '') return { id, state, told, missingSince, sensor, page, content: null };
  const content = openContent(row, keys);
  if (content === undefined || content.sensor !== sensor || content.page !== page) return undefined;
  return { id, state, told, missingSince, sensor, page, content };
}

function openContent({ key: number, box }: FingerRow, keys: FingerKeys): FingerContent | undefined {
  const key = keys.key(number);
  const sealed = SealedSchema.safeParse(parseJson(box));
  const text = key === undefined || !sealed.success ? undefined : openSealed(key, sealed.data);
  const content = ContentSchema.safeParse(text === undefined ? undefined : parseJson(text));
  return content.success ? content.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
