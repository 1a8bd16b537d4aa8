import { z } from 'zod';
import { chooseLanguage, LANGUAGES } from '#ui/language/language.ts';
import { THEME_CHOICES } from '#ui/theme/theme.ts';

const PreferencesSchema = z.object({ language: z.enum(LANGUAGES), theme: z.enum(THEME_CHOICES) });

/** How somebody wants the console in this browser. */
export type Preferences = z.infer<typeof PreferencesSchema>;

const KeptSchema = PreferencesSchema.partial();

const KEY = 'muster.console';

export function readPreferences(languages: readonly string[]): Preferences {
  const kept = readKept();
  return { language: kept.language ?? chooseLanguage(languages), theme: kept.theme ?? 'system' };
}

// Browsers that keep nothing throw when asked to; the page then goes by the machine.
function readKept(): z.infer<typeof KeptSchema> {
  try {
    return KeptSchema.safeParse(JSON.parse(localStorage.getItem(KEY) ?? '{}')).data ?? {};
  } catch {
    return {};
  }
}

export function keepPreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    return;
  }
}
