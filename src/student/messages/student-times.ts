import { type Language, LOCALES } from '#ui/language/language.ts';
import { type TimeFormats, timeFormats } from '#ui/language/time-formats.ts';

export type StudentTimes = TimeFormats & {
  /** `Fri 20 Nov` */
  readonly shortDate: (at: number) => string;
};

export function studentTimes(language: Language, timeZone: string): StudentTimes {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  // `Fri, 20 Nov` and `Fr., 20. Nov.`: it stands after a time, and one comma in a line is enough.
  const shortDate = (at: number): string => format.format(at).replace(/^(\w+)\.?,/, '$1');
  return { ...timeFormats(language, timeZone), shortDate };
}
