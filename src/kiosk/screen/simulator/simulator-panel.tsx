import { CreditCard, KeyRound, Plug, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Common, ReaderView } from '#contracts/engine-link/screen-state.ts';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './simulator-panel.module.css';

type Simulator = NonNullable<Common['simulator']>;

function Cards({ cards }: { readonly cards: Simulator['cards'] }): ReactNode {
  const { messages, command } = useScreen();
  return (
    <fieldset className={styles['cards']} aria-label={messages.simulator.cards}>
      {cards.map(({ label, number }) => (
        <Button
          key={number}
          className={styles['card']}
          title={label}
          onClick={() => command({ type: 'simulate-card', number })}
        >
          <CreditCard aria-hidden="true" />
          <bdi className={styles['label']}>{label}</bdi>
        </Button>
      ))}
    </fieldset>
  );
}

function ReaderSwitch({ readers }: { readonly readers: readonly ReaderView[] }): ReactNode {
  const { messages, command } = useScreen();
  // Beside the simulated reader there may be others, such as a keyboard, that are always there.
  const isPlugged = readers.every((reader) => reader.state !== 'absent');
  const Icon = isPlugged ? Unplug : Plug;
  return (
    <Button
      className={styles['card']}
      onClick={() => command({ type: 'simulate-reader', connected: !isPlugged })}
    >
      <Icon aria-hidden="true" />
      {isPlugged ? messages.simulator.unplug : messages.simulator.replug}
    </Button>
  );
}

type Props = { readonly simulator: Simulator; readonly readers: readonly ReaderView[] };

/** Stands in for hardware in development and in the demo: cards to tap, a reader to unplug, PINs to type. */
export function SimulatorPanel({ simulator, readers }: Props): ReactNode {
  const { messages } = useScreen();
  return (
    <section className={styles['simulator']} aria-label={messages.simulator.title}>
      <div className={styles['top']}>
        <ul className={styles['pins']} aria-label={messages.simulator.pins}>
          {simulator.pins.map(({ label, pin }) => (
            <li key={label} className={styles['pin']}>
              <KeyRound className={styles['key']} aria-hidden="true" />
              <bdi className={styles['label']}>{label}</bdi>
              <strong>{pin}</strong>
            </li>
          ))}
        </ul>
        <ReaderSwitch readers={readers} />
      </div>
      <Cards cards={simulator.cards} />
    </section>
  );
}
