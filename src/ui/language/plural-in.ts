import { type Language, LOCALES } from './language.ts';

/** The forms that a language needs; English and German have exactly these two. */
export type PluralForms = { readonly one: string; readonly other: string };

/** Picks the form that a count takes in a language: `plural(1, { one: 'minute', other: 'minutes' })`. */
export function pluralIn(language: Language): (count: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(LOCALES[language]);
  return (count, forms) => (rules.select(count) === 'one' ? forms.one : forms.other);
}
