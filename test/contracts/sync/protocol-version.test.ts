import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { DownSchema } from '#contracts/sync/down.ts';
import { OLDEST_SYNC_VERSION, SYNC_VERSION } from '#contracts/sync/protocol-version.ts';
import { UpSchema } from '#contracts/sync/up.ts';
import { canonicalJson } from '#domain/canonical-json.ts';

/**
 * What each version's messages are, as a hash of their schemas. When this fails, a message was changed: kiosks in the field
 * speak the old one. Raise SYNC_VERSION, write in protocol-version.ts what changed, and add a line here; don't edit one.
 */
const FINGERPRINTS: Readonly<Record<number, string>> = {
  1: '7669cca8f7898911b275c701c98e2b6800ddf8c96881c0ddc1cffec4866f74c2',
};

function fingerprint(): string {
  const schemas = [UpSchema, DownSchema].map((schema) => z.toJSONSchema(schema, { io: 'input' }));
  return createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(schemas))))
    .digest('hex');
}

test('the messages are those that the protocol version says', () => {
  expect(fingerprint()).toBe(FINGERPRINTS[SYNC_VERSION]);
});

test('a hub still speaks with kiosks two versions behind', () => {
  expect(OLDEST_SYNC_VERSION).toBeLessThanOrEqual(Math.max(1, SYNC_VERSION - 2));
});
