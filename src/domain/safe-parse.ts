import { z } from 'zod';

/**
 * Reads what somebody else sent; use it instead of `schema.safeParse` wherever a throw would end more than one request. Limits of length
 * are checked even where the type is wrong, and comparing the `length` of what was sent calls its `valueOf`: JSON can name one that is
 * no function, and the comparison throws.
 */
export function safeParse<T>(schema: z.ZodType<T>, value: unknown): z.ZodSafeParseResult<T> {
  try {
    return schema.safeParse(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const issue = {
      code: 'custom',
      path: [],
      message: 'unreadable',
      input: undefined,
    } satisfies z.core.$ZodIssue;
    return { success: false, error: new z.ZodError([issue]) as z.ZodError<T> };
  }
}
