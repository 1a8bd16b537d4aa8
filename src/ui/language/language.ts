export type Language = 'en' | 'de';

export const LANGUAGES: readonly Language[] = ['en', 'de'];

/** Each language's own name for itself, for choosing it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** Whose habits times and numbers follow: English here means the 24-hour clock and day before month. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** The first of the wanted languages that there is a catalogue for, else English. Takes tags such as `de-AT`. */
export function chooseLanguage(wanted: readonly (string | null | undefined)[]): Language {
  const bases = wanted.map((tag) => tag?.toLowerCase().split('-')[0]);
  return bases.find(isLanguage) ?? 'en';
}
