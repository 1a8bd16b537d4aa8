import { LockKeyhole, Volume2, VolumeX } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { Common } from '#contracts/engine-link/screen-state.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '#ui/language/language.ts';
import { THEME_CHOICES } from '#ui/theme/theme.ts';
import { HealedNote } from '../foot/healed-note.tsx';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import tray from '../tray/tray.module.css';
import { useTray } from '../tray/tray-context.ts';
import { useSettings } from './settings-context.ts';

function ThemeRow(): ReactNode {
  const { messages } = useScreen();
  const { settings, change } = useSettings();
  const label = useId();
  return (
    <fieldset className={tray['row']} aria-labelledby={label}>
      <span className={tray['label']} id={label}>
        {messages.settings.theme}
      </span>
      {THEME_CHOICES.map((theme) => (
        <Button
          key={theme}
          className={tray['button']}
          aria-pressed={settings.theme === theme}
          onClick={() => change({ theme })}
        >
          {messages.settings.themes[theme]}
        </Button>
      ))}
    </fieldset>
  );
}

function LanguageRow(): ReactNode {
  const { messages } = useScreen();
  const { settings, change } = useSettings();
  const label = useId();
  return (
    <fieldset className={tray['row']} aria-labelledby={label}>
      <span className={tray['label']} id={label}>
        {messages.settings.language}
      </span>
      {LANGUAGES.map((language) => (
        <Button
          key={language}
          className={tray['button']}
          lang={language}
          aria-pressed={settings.language === language}
          onClick={() => change({ language })}
        >
          {LANGUAGE_NAMES[language]}
        </Button>
      ))}
    </fieldset>
  );
}

function SoundRow(): ReactNode {
  const { messages } = useScreen();
  const { settings, change } = useSettings();
  const words = messages.settings;
  const label = useId();
  const Icon = settings.muted ? VolumeX : Volume2;
  return (
    <fieldset className={tray['row']} aria-labelledby={label}>
      <span className={tray['label']} id={label}>
        {words.sound}
      </span>
      <Button
        className={tray['button']}
        aria-pressed={settings.muted}
        onClick={() => change({ muted: !settings.muted })}
      >
        <Icon aria-hidden="true" />
        {words.muted}
      </Button>
      <input
        className={tray['slider']}
        type="range"
        min="0"
        max="1"
        step="0.05"
        aria-label={words.volume}
        value={settings.volume}
        onChange={(event) => change({ volume: Number(event.target.value) })}
      />
    </fieldset>
  );
}

function ListenRow(): ReactNode {
  const { messages } = useScreen();
  const { tryOut } = useSettings();
  const words = messages.settings;
  const label = useId();
  return (
    <fieldset className={tray['row']} aria-labelledby={label}>
      <span className={tray['label']} id={label}>
        {words.hear}
      </span>
      {(['accepted', 'late', 'refused'] as const).map((sound) => (
        <Button key={sound} className={tray['button']} onClick={() => tryOut(sound)}>
          {words.sounds[sound]}
        </Button>
      ))}
    </fieldset>
  );
}

/** The way to everything that not just anybody may set. */
function PanelRow(): ReactNode {
  const { messages, command } = useScreen();
  const { toggle } = useTray();
  const words = messages.settings;
  const label = useId();
  const open = (): void => {
    command({ type: 'panel', command: { type: 'open' } });
    toggle('settings');
  };
  return (
    <fieldset className={tray['row']} aria-labelledby={label}>
      <span className={tray['label']} id={label}>
        {words.kiosk}
      </span>
      <Button className={tray['button']} onClick={open}>
        <LockKeyhole aria-hidden="true" />
        {words.openPanel}
      </Button>
    </fieldset>
  );
}

type Props = { readonly healed: Common['healed']; readonly canOpenPanel: boolean };

/** How this screen looks, speaks and sounds. */
export function SettingsPanel({ healed, canOpenPanel }: Props): ReactNode {
  const { messages } = useScreen();
  return (
    <section className={tray['tray']} aria-label={messages.settings.title}>
      {canOpenPanel && <PanelRow />}
      <div className={tray['pair']}>
        <ThemeRow />
        <LanguageRow />
      </div>
      <SoundRow />
      <ListenRow />
      <HealedNote healed={healed} />
    </section>
  );
}
