import { describe, expect, test } from 'vitest';
import type { Envelope } from '#domain/ledger/event.ts';
import { eventPlace } from '#domain/ledger/event-place.ts';
import { decodeEvent, encodeEvent } from '#domain/ledger/event-text.ts';
import { ADA, checkedIn, opened, touch } from '../support/story.ts';

const EVENT = touch(ADA, '09:01').event as Envelope;
const TEXT = encodeEvent(EVENT);

test('an event is the same after writing and reading', () => {
  for (const { event } of [touch(ADA, '09:01'), opened('08:59'), checkedIn(ADA, '09:00')]) {
    const decoded = decodeEvent(encodeEvent(event));
    expect(decoded).toEqual({ ok: true, value: { envelope: event, event } });
  }
});

test.each([
  ['a type from a newer program', { ...EVENT, type: 'thumb-wrestled' }],
  ['a newer version of a body', { ...EVENT, v: 2 }],
  ['a body that does not fit its type', { ...EVENT, body: { hello: 1 } }],
  ['a type that every object has', { ...EVENT, type: 'constructor' }],
])('%s is kept and not understood', (_name, envelope) => {
  const decoded = decodeEvent(encodeEvent(envelope as Envelope));
  expect(decoded).toEqual({ ok: true, value: { envelope, event: null } });
});

test.each([
  ['half an event', TEXT.slice(0, -5), 'not-json'],
  ['the same with a space', TEXT.replace(',', ', '), 'not-canonical'],
  ['the same with a number written otherwise', TEXT.replace('"v":1}', '"v":1.0}'), 'not-canonical'],
  ['a key given twice', TEXT.replace('"v":1}', '"v":1,"v":1}'), 'not-canonical'],
  ['something else', '{"a":1}', 'not-an-event'],
  ['more than an envelope', encodeEvent({ ...EVENT, extra: 1 } as Envelope), 'not-an-event'],
])('%s is refused', (_name, text, kind) => {
  expect(decodeEvent(text)).toMatchObject({ ok: false, error: { kind } });
});

test("an event's place is read off its text", () => {
  const { kiosk, epoch, seq, id, type, v } = EVENT;
  expect(eventPlace(TEXT)).toEqual({ kiosk, epoch, seq, id, type, v });
  expect(eventPlace('{"a":1}')).toBeUndefined();
  expect(eventPlace(`${TEXT} `)).toBeUndefined();
});

test('a text within the body that looks like a place is not taken for one', () => {
  const body = { note: '","epoch":"ffffffffffffffff"', seq: 99, v: 7 };
  expect(eventPlace(encodeEvent({ ...EVENT, body }))?.seq).toBe(EVENT.seq);
});

describe('an event nobody could have written by hand', () => {
  const clock = '{"boot":"00000000000000aa","hubMinusMono":null,"mono":1,"uncertaintyMs":null,"wall":1}';
  const withBody = (body: string) =>
    `{"body":${body},"clock":${clock},"epoch":"0123456789abcdef","id":"0190aaaa-0000-7000-8000-000000000001","kiosk":1,"seq":1,"type":"x","v":1}`;

  test.each([
    ['nested deeper than any stack', '['.repeat(16_000) + ']'.repeat(16_000)],
    ['a number beyond the largest', '{"x":1e309}'],
    ['a key that is no key', '{"__proto__":{"a":1},"a":1e400}'],
  ])('is set aside and never breaks its reader: %s', (_what, body) => {
    expect(decodeEvent(withBody(body))).toEqual({ ok: false, error: { kind: 'not-canonical' } });
  });
});
