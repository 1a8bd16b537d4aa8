import { expect, test } from 'vitest';
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
