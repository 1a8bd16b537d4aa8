import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { chooseLanguage, type Language } from '#ui/language/language.ts';
import { App } from './app.tsx';
import { studentTimes } from './messages/student-times.ts';
import { CATALOGUES, StudentWordsProvider } from './messages/student-words.ts';
import { useView } from './student-context.tsx';

const CHOSEN = 'muster-language';

/** The page in the person's language and the campus's time. */
export function Root(): ReactNode {
  const [language, setLanguage] = useState<Language>(() =>
    chooseLanguage([chosenBefore(), ...navigator.languages]),
  );
  const { hub } = useView().known;
  const timeZone = hub?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const brand = hub?.brand;
  const messages = CATALOGUES[language];
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = messages.common.title;
  }, [language, messages]);
  useEffect(() => {
    if (brand !== undefined) document.documentElement.style.setProperty('--brand', brand);
  }, [brand]);
  const words = useMemo(() => {
    const choose = (chosen: Language): void => {
      rememberChoice(chosen);
      setLanguage(chosen);
    };
    return { messages, language, times: studentTimes(language, timeZone), choose };
  }, [messages, language, timeZone]);
  return (
    <StudentWordsProvider value={words}>
      <App />
    </StudentWordsProvider>
  );
}

// Browsers that keep nothing throw when asked to; the page then speaks the browser's own language.
function chosenBefore(): string | null {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}

function rememberChoice(language: Language): void {
  try {
    localStorage.setItem(CHOSEN, language);
  } catch {
    return;
  }
}
