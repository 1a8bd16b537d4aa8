import { expect, test } from 'vitest';
import { EpochSchema, EventIdSchema } from '#domain/ids.ts';
import { newEpoch, newEventId } from '#platform/ids.ts';

test('event ids are UUIDs of version 7 that sort by the time they were made', async () => {
  const first = newEventId();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const later = newEventId();
  expect(EventIdSchema.parse(first)).toMatch(/^.{14}7/);
  expect(later > first).toBe(true);
});

test('no two epochs and no two ids are the same', () => {
  expect(new Set(Array.from({ length: 1_000 }, newEpoch)).size).toBe(1_000);
  expect(new Set(Array.from({ length: 1_000 }, newEventId)).size).toBe(1_000);
  expect(EpochSchema.safeParse(newEpoch()).success).toBe(true);
});
