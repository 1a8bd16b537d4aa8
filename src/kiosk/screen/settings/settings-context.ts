import { createContext, useContext } from 'react';
import type { SoundName } from '../sound/melodies.ts';
import type { ScreenSettings } from './screen-settings.ts';

export type SettingsState = {
  readonly settings: ScreenSettings;
  readonly change: (change: Partial<ScreenSettings>) => void;
  /** Plays a sound as it would be heard with these settings, even when muted. */
  readonly tryOut: (sound: SoundName) => void;
};

export const SettingsContext = createContext<SettingsState | undefined>(undefined);

export function useSettings(): SettingsState {
  const state = useContext(SettingsContext);
  if (state === undefined) throw new Error('There is no SettingsContext around this component');
  return state;
}
