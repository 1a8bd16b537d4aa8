import { z } from 'zod';
import { safeParse } from '#domain/safe-parse.ts';

export type ReadFrame<T> =
  | { readonly kind: 'frame'; readonly value: T }
  /** Of a type this program doesn't know: a newer one may send it, and goes on without an answer. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'malformed'; readonly detail: string };

const AnyFrameSchema = z.looseObject({ type: z.string().max(40) });

/** Reads one text message by the union of what the other side may say. Nothing of it is checked again further in. */
export function readFrame<T>(text: string, union: z.ZodType<T>): ReadFrame<T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'malformed', detail: 'not JSON' };
  }
  const parsed = safeParse(union, json);
  if (parsed.success) return { kind: 'frame', value: parsed.data };
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  // A discriminated union that finds no schema for the type says so at the type itself.
  const isOtherType = issue?.code === 'invalid_union' && where === 'type';
  if (isOtherType && safeParse(AnyFrameSchema, json).success) return { kind: 'unknown' };
  return { kind: 'malformed', detail: `${where}: ${issue?.message ?? 'unreadable'}`.slice(0, 200) };
}
