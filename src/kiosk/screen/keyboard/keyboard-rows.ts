import type { Language } from '#ui/language/language.ts';

/** `address`: for a hub's address and a code; `names`: for finding people. */
export type KeyboardLayout = 'address' | 'names';

const LETTERS: Readonly<Record<Language, readonly string[]>> = {
  en: ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  de: ['qwertzuiop', 'asdfghjkl', 'yxcvbnm'],
};

/** The keys of each row, as people are used to them; each key is the character it types. */
export function keyboardRows(layout: KeyboardLayout, language: Language): readonly (readonly string[])[] {
  const [top = '', middle = '', bottom = ''] = LETTERS[language];
  if (layout === 'names') return ['1234567890', top, middle, `${bottom}-`].map((row) => [...row]);
  return ['1234567890', top, `${middle}-`, `${bottom}.:/`].map((row) => [...row]);
}
