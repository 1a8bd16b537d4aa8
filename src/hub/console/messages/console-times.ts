import { type Language, LOCALES } from '#ui/language/language.ts';
import { type TimeFormats, timeFormats } from '#ui/language/time-formats.ts';

export type ConsoleTimes = TimeFormats & {
  /** `Friday, 20 November 2026`, of a day of the campus as `YYYY-MM-DD`. */
  readonly day: (date: string) => string;
  /** `20 Nov 2026` */
  readonly shortDate: (at: number) => string;
  /** The day of the campus as `YYYY-MM-DD`. */
  readonly campusDay: (at: number) => string;
  /** `9:41`, minutes and seconds that are left. */
  readonly left: (ms: number) => string;
};

export function consoleTimes(language: Language, timeZone: string): ConsoleTimes {
  const locale = LOCALES[language];
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const shortDate = new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  // Swedish writes dates as ISO 8601 does.
  const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone });
  return {
    ...timeFormats(language, timeZone),
    day: (date) => day.format(Date.parse(`${date}T12:00:00Z`)),
    shortDate: (at) => shortDate.format(at),
    campusDay: (at) => isoDay.format(at),
    left: (ms) => {
      const seconds = Math.max(0, Math.ceil(ms / 1000));
      return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    },
  };
}
