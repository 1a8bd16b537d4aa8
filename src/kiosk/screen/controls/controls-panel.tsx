import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Controls, ScreenStateOf } from '#contracts/engine-link/screen-state.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { HealedNote } from '../foot/healed-note.tsx';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import { useEscape } from '../unlock/use-escape.ts';
import styles from './controls-panel.module.css';
import { HandMarking } from './hand-marking.tsx';
import { SessionActions } from './session-actions.tsx';

type Props = {
  readonly state: ScreenStateOf<'session'>;
  readonly controls: Extract<Controls, { kind: 'open' }>;
};

/** What a teacher can do with the open class, beside the code so that arrivals go on. */
export function ControlsPanel({ state, controls }: Props): ReactNode {
  const { messages, command } = useScreen();
  const [isSearching, setSearching] = useState(false);
  const close = (): void => command({ type: 'cancel' });
  useEscape(() => (isSearching ? setSearching(false) : close()));
  const { quarantined } = state.counts;
  return (
    <section className={styles['panel']} aria-label={messages.controls.title}>
      <header className={styles['header']}>
        <div className={styles['titles']}>
          <h1 className={styles['title']}>{messages.controls.title}</h1>
          <p className={styles['who']}>
            <PersonName name={controls.by} />
            {quarantined > 0 && <> · {messages.controls.toCheck(quarantined)}</>}
          </p>
        </div>
        <Button look="quiet" aria-label={messages.common.close} onClick={close}>
          <X aria-hidden="true" />
        </Button>
      </header>
      {!isSearching && <HealedNote healed={state.common.healed} />}
      {/* The list needs the height while someone searches with the keyboard on the screen. */}
      {!isSearching && <SessionActions isCodeShown={state.code !== null} />}
      <HandMarking roster={controls.roster} isSearching={isSearching} onSearching={setSearching} />
    </section>
  );
}
