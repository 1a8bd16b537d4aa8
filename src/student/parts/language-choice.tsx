import type { ReactNode } from 'react';
import { LANGUAGE_NAMES, LANGUAGES } from '#ui/language/language.ts';
import { useWords } from '../messages/student-words.ts';

/** The other language, one press away. */
export function LanguageChoice(): ReactNode {
  const { language, choose } = useWords();
  return LANGUAGES.filter((other) => other !== language).map((other) => (
    <button key={other} type="button" className="text-button" lang={other} onClick={() => choose(other)}>
      {LANGUAGE_NAMES[other]}
    </button>
  ));
}
