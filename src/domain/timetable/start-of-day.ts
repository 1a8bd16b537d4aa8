import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '#domain/ids.ts';

/** The first instant of a day (`YYYY-MM-DD`) in a zone: midnight, or later where a clock change skips it. */
export function startOfDay(day: string, timeZone: string): EpochMs {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds as EpochMs;
}
