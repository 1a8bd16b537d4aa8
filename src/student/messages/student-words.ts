import { createContext, useContext } from 'react';
import type { Language } from '#ui/language/language.ts';
import { de } from './de.ts';
import { en, type StudentMessages } from './en.ts';
import type { StudentTimes } from './student-times.ts';

export const CATALOGUES: Readonly<Record<Language, StudentMessages>> = { en, de };

/** How this page speaks. */
export type StudentWords = {
  readonly messages: StudentMessages;
  readonly language: Language;
  readonly times: StudentTimes;
  readonly choose: (language: Language) => void;
};

const Context = createContext<StudentWords | undefined>(undefined);

export const StudentWordsProvider = Context.Provider;

export function useWords(): StudentWords {
  const words = useContext(Context);
  if (words === undefined) throw new Error('There is no StudentWordsProvider around this component');
  return words;
}
