import type { Language } from '#ui/language/language.ts';
import { de } from './de.ts';
import { en, type ScreenMessages } from './en.ts';

/** The catalogue of each language. */
export const SCREEN_MESSAGES: Readonly<Record<Language, ScreenMessages>> = { en, de };
