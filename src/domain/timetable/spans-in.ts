import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '#domain/ids.ts';

/** What a meeting's times on the wall are everywhere. */
export interface Span {
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
}

const MINUTE_MS = 60_000;

/**
 * Times of one campus (IANA zone): from a day, a time of day and a length on the wall's clock. Remembers what it was asked, because a
 * whole campus shares the hours of its week and each answer takes some 20 µs.
 */
export function spansIn(timeZone: string): (day: string, startsAt: string, minutes: number) => Span {
  const known = new Map<string, Span>();
  return (day, startsAt, minutes) => {
    const key = `${day} ${startsAt} ${minutes}`;
    const span =
      known.get(key) ?? spanOf(Temporal.PlainDateTime.from(`${day}T${startsAt}`), minutes, timeZone);
    known.set(key, span);
    return span;
  };
}

function spanOf(wall: Temporal.PlainDateTime, minutes: number, timeZone: string): Span {
  const startsAt = instantOf(wall, timeZone);
  const endsAt = instantOf(wall.add({ minutes }), timeZone);
  // Where a clock change swallows the whole meeting, it is still as long as it was meant to be.
  return { startsAt, endsAt: endsAt > startsAt ? endsAt : ((startsAt + minutes * MINUTE_MS) as EpochMs) };
}

/** A time that a clock change skips is an hour later on the wall; one that it repeats means the first. */
function instantOf(wall: Temporal.PlainDateTime, timeZone: string): EpochMs {
  return wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds as EpochMs;
}
