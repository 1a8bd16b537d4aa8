import { describe, expect, test } from 'vitest';
import { DownSchema } from '#contracts/sync/down.ts';
import { readFrame } from '#contracts/sync/read-frame.ts';
import { UpSchema } from '#contracts/sync/up.ts';
import { MAX_EVENT_CHARS, MAX_EVENTS_PER_FRAME, MAX_MESSAGE_BYTES } from '#domain/sync/limits.ts';

const PUSH = {
  type: 'push',
  epoch: '0123456789abcdef',
  from: 1,
  events: ['{}'],
  head: { seq: 1, hash: 'a'.repeat(64), signature: 'A'.repeat(86) },
  more: 0,
};

describe('a message from the other side', () => {
  test('is read when it is one of those that side may say', () => {
    expect(readFrame(JSON.stringify(PUSH), UpSchema)).toEqual({ kind: 'frame', value: PUSH });
    expect(readFrame('{"type":"fetch-manifest"}', UpSchema).kind).toBe('frame');
  });

  test('is passed over when it is of a type that only a newer program knows', () => {
    expect(readFrame('{"type":"sing","song":1}', UpSchema)).toEqual({ kind: 'unknown' });
    expect(readFrame('{"type":"push"}', DownSchema)).toEqual({ kind: 'unknown' });
  });

  test.each([
    ['no JSON', 'hello'],
    ['not an object', '[]'],
    ['without a type', '{}'],
    ['of a type that is no word', '{"type":5}'],
    ['with a length that is no number', '{"type":{"length":{"valueOf":1,"toString":1}}}'],
    ['with such a length further in', '{"type":"push","epoch":{"length":{"valueOf":1,"toString":1}}}'],
    ['with a field too many', JSON.stringify({ ...PUSH, extra: 1 })],
    ['with no events', JSON.stringify({ ...PUSH, events: [] })],
    ['with too many events', JSON.stringify({ ...PUSH, events: Array(MAX_EVENTS_PER_FRAME + 1).fill('{}') })],
    ['with an event too long', JSON.stringify({ ...PUSH, events: ['x'.repeat(MAX_EVENT_CHARS + 1)] })],
    ['with a number where a hash belongs', JSON.stringify({ ...PUSH, head: { ...PUSH.head, hash: 5 } })],
  ])('is malformed when it is %s', (_what, text) => {
    expect(readFrame(text, UpSchema).kind).toBe('malformed');
  });

  test('fits the size that sockets accept, even a full one whose texts are all quotes', () => {
    const events = Array(8).fill('"'.repeat(MAX_EVENT_CHARS));
    expect(Buffer.byteLength(JSON.stringify({ ...PUSH, events }))).toBeLessThan(MAX_MESSAGE_BYTES);
  });
});
