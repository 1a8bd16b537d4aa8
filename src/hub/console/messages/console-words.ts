import { createContext, useContext } from 'react';
import type { ATTENDANCE_WORDS } from '#ui/attendance/attendance-words.ts';
import type { Language } from '#ui/language/language.ts';
import type { ThemeChoice } from '#ui/theme/theme.ts';
import type { ConsoleTimes } from './console-times.ts';
import { de } from './de.ts';
import { type ConsoleMessages, en } from './en.ts';

export const CATALOGUES: Readonly<Record<Language, ConsoleMessages>> = { en, de };

/** How this page speaks and looks. */
export type ConsoleWords = {
  readonly messages: ConsoleMessages;
  readonly attendance: (typeof ATTENDANCE_WORDS)[Language];
  readonly language: Language;
  readonly theme: ThemeChoice;
  readonly times: ConsoleTimes;
  readonly chooseLanguage: (language: Language) => void;
  readonly chooseTheme: (theme: ThemeChoice) => void;
};

const Context = createContext<ConsoleWords | undefined>(undefined);

export const ConsoleWordsProvider = Context.Provider;

export function useWords(): ConsoleWords {
  const words = useContext(Context);
  if (words === undefined) throw new Error('There is no ConsoleWordsProvider around this component');
  return words;
}
