import { CreditCard, Plug, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Common, ReaderView } from '#contracts/engine-link/screen-state.ts';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import tray from '../tray/tray.module.css';

type Simulator = NonNullable<Common['simulator']>;

function Cards({ cards }: { readonly cards: Simulator['cards'] }): ReactNode {
  const { messages, command } = useScreen();
  return (
    <fieldset className={tray['row']} aria-label={messages.simulator.cards}>
      {cards.map(({ label, number }) => (
        <Button
          key={number}
          className={tray['button']}
          onClick={() => command({ type: 'simulate-card', number })}
        >
          <CreditCard aria-hidden="true" />
          <bdi>{label}</bdi>
        </Button>
      ))}
    </fieldset>
  );
}

function ReaderSwitch({ readers }: { readonly readers: readonly ReaderView[] }): ReactNode {
  const { messages, command } = useScreen();
  const isPlugged = readers.some((reader) => reader.state !== 'absent');
  const Icon = isPlugged ? Unplug : Plug;
  return (
    <Button
      className={tray['button']}
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
  const words = messages.simulator;
  return (
    <section className={tray['tray']} aria-label={words.title}>
      <div className={tray['row']}>
        <h2 className={tray['title']}>{words.title}</h2>
        {simulator.pins.map(({ label, pin }) => (
          <span key={label} className={tray['code']}>
            <bdi>{label}</bdi>: {pin}
          </span>
        ))}
        <ReaderSwitch readers={readers} />
      </div>
      <Cards cards={simulator.cards} />
    </section>
  );
}
