import { expect, test } from 'vitest';
import { z } from 'zod';
import { safeParse } from '#domain/safe-parse.ts';

const SHORT = z.object({ name: z.string().max(40) });

test('what fits is read, and what does not is said to be wrong', () => {
  expect(safeParse(SHORT, { name: 'Noor' })).toEqual({ success: true, data: { name: 'Noor' } });
  expect(safeParse(SHORT, { name: 3 }).success).toBe(false);
});

test('a length that can be no number is wrong like anything else, and throws nothing', () => {
  const sent: unknown = JSON.parse('{"name":{"length":{"valueOf":1,"toString":1}}}');
  expect(() => SHORT.safeParse(sent)).toThrow(TypeError);
  expect(safeParse(SHORT, sent).success).toBe(false);
});
