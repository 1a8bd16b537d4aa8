import { useCallback, useEffect, useMemo, useState } from 'react';
import { applyTheme } from '#ui/theme/theme.ts';
import type { SoundName } from '../sound/melodies.ts';
import type { SoundPlayer } from '../sound/sound-player.ts';
import { keepSettings, type ScreenSettings } from './screen-settings.ts';
import type { SettingsState } from './settings-context.ts';

/** The screen's settings, put on the page and kept whenever they change. */
export function useScreenSettings(initial: ScreenSettings, player: SoundPlayer): SettingsState {
  const [settings, setSettings] = useState(initial);
  const { theme, language, volume } = settings;
  useEffect(() => keepSettings(localStorage, settings), [settings]);
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const change = useCallback((some: Partial<ScreenSettings>) => {
    setSettings((before) => ({ ...before, ...some }));
  }, []);
  const tryOut = useCallback((sound: SoundName) => player.play(sound, volume), [player, volume]);
  return useMemo(() => ({ settings, change, tryOut }), [settings, change, tryOut]);
}
