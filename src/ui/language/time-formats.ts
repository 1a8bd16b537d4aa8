import { type Language, LOCALES } from './language.ts';

/** How instants (ms since 1970) are written in one language and one time zone. */
export type TimeFormats = {
  /** `09:12` */
  readonly clock: (at: number) => string;
  /** `09:12:40` */
  readonly clockSeconds: (at: number) => string;
  /** `09:00–10:30` */
  readonly range: (from: number, to: number) => string;
  /** `Friday 20 November` */
  readonly date: (at: number) => string;
  /** `20 Nov, 09:12` */
  readonly dateAndClock: (at: number) => string;
};

function makeTimeFormats(language: Language, timeZone: string): TimeFormats {
  const locale = LOCALES[language];
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (at: number) => formatter.format(at);
  };
  // h23, because `hour12: false` alone writes midnight as 24:00 in some versions of the locale data.
  const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return {
    clock,
    clockSeconds: format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    range: (from, to) => `${clock(from)}–${clock(to)}`,
    date: format({ weekday: 'long', day: 'numeric', month: 'long' }),
    dateAndClock: format({
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
  };
}

const made = new Map<string, TimeFormats>();

/** Formatters are slow to make, so each pair of language and zone gets its own once. */
export function timeFormats(language: Language, timeZone: string): TimeFormats {
  const key = `${language} ${timeZone}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const formats = makeTimeFormats(language, timeZone);
  made.set(key, formats);
  return formats;
}
