/** What a person chose; `system` follows the machine. */
export type ThemeChoice = 'system' | 'light' | 'dark';

export const THEME_CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

export function isThemeChoice(text: unknown): text is ThemeChoice {
  return THEME_CHOICES.some((choice) => choice === text);
}

/** Puts the choice on the page and keeps following the machine while it is `system`. Returns how to stop. */
export function applyTheme(choice: ThemeChoice): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const system = dark.matches ? 'dark' : 'light';
    document.documentElement.dataset['theme'] = choice === 'system' ? system : choice;
  };
  apply();
  dark.addEventListener('change', apply);
  return () => dark.removeEventListener('change', apply);
}
