import { z } from 'zod';
import { chooseLanguage } from '#ui/language/language.ts';

/** What a person set at this screen; kept in this browser, and of no interest to the engine. */
export const ScreenSettingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['en', 'de']),
  muted: z.boolean(),
  /** 0 to 1. */
  volume: z.number().min(0).max(1),
});
export type ScreenSettings = z.infer<typeof ScreenSettingsSchema>;

const KEY = 'muster.screen.settings';

type Sources = {
  readonly storage: Storage;
  /** The page's address: `?theme=dark&lang=de` wins over what is kept, and is how a kiosk's start command sets them. */
  readonly query: URLSearchParams;
  readonly languages: readonly string[];
};

const KeptSchema = ScreenSettingsSchema.partial();

function readKept(storage: Storage): z.infer<typeof KeptSchema> {
  try {
    const parsed = KeptSchema.safeParse(JSON.parse(storage.getItem(KEY) ?? '{}'));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

export function readSettings({ storage, query, languages }: Sources): ScreenSettings {
  const kept = readKept(storage);
  const theme = ScreenSettingsSchema.shape.theme.safeParse(query.get('theme'));
  return {
    theme: theme.success ? theme.data : (kept.theme ?? 'system'),
    language: chooseLanguage([query.get('lang'), kept.language, ...languages]),
    muted: kept.muted ?? false,
    volume: kept.volume ?? 0.6,
  };
}

export function keepSettings(storage: Storage, settings: ScreenSettings): void {
  storage.setItem(KEY, JSON.stringify(settings));
}
