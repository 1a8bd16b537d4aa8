import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { I18nProvider } from 'react-aria-components';
import { ATTENDANCE_WORDS } from '#ui/attendance/attendance-words.ts';
import { LOCALES } from '#ui/language/language.ts';
import { applyTheme } from '#ui/theme/theme.ts';
import { useConsole } from './console-context.ts';
import { consoleTimes } from './messages/console-times.ts';
import { CATALOGUES, type ConsoleWords, ConsoleWordsProvider } from './messages/console-words.ts';
import { keepPreferences, type Preferences, readPreferences } from './state/preferences.ts';

/** The console in somebody's language and colours, and in the campus's time. */
export function Speaking({ children }: { readonly children: ReactNode }): ReactNode {
  const [preferences, setPreferences] = useState(() => readPreferences(navigator.languages));
  const { language, theme } = preferences;
  const hubConsole = useConsole();
  const state = useSyncExternalStore(hubConsole.subscribe, hubConsole.state);
  const user = state.name === 'signed-in' ? state.user : undefined;
  const timeZone = user?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const brand = user?.brand;
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    if (brand !== undefined) document.documentElement.style.setProperty('--brand', brand);
  }, [brand]);
  const words = useMemo<ConsoleWords>(() => {
    const choose = (chosen: Preferences): void => {
      keepPreferences(chosen);
      setPreferences(chosen);
    };
    return {
      messages: CATALOGUES[language],
      attendance: ATTENDANCE_WORDS[language],
      ...{ language, theme },
      times: consoleTimes(language, timeZone),
      chooseLanguage: (chosen) => choose({ language: chosen, theme }),
      chooseTheme: (chosen) => choose({ language, theme: chosen }),
    };
  }, [language, theme, timeZone]);
  return (
    <I18nProvider locale={LOCALES[language]}>
      <ConsoleWordsProvider value={words}>{children}</ConsoleWordsProvider>
    </I18nProvider>
  );
}
