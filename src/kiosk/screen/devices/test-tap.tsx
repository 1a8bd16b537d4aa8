import { CreditCard } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DevicesPage, DeviceView, TestedCard } from '#contracts/engine-link/panel/devices-page.ts';
import { unreachable } from '#domain/unreachable.ts';
import { Button } from '../frame/button.tsx';
import type { ScreenMessages } from '../messages/en.ts';
import { useScreen } from '../screen-context.ts';
import styles from './devices-page.module.css';
import { useDevicesAction } from './use-devices-action.ts';

type Props = { readonly reader: DeviceView; readonly test: DevicesPage['test'] };

/** A card is held to this reader to see what comes of it. */
export function TestTap({ reader, test }: Props): ReactNode {
  const act = useDevicesAction();
  const words = useScreen().messages.devices;
  if (test?.reader !== reader.id) {
    return (
      <Button className={styles['try']} onClick={() => act({ type: 'test', reader: reader.id })}>
        <CreditCard aria-hidden="true" />
        {words.test}
      </Button>
    );
  }
  return (
    <section className={styles['test']} aria-label={words.test}>
      <div className={styles['words']} role="status">
        {test.last === null ? (
          <>
            <p className={styles['heading']}>{words.testWait}</p>
            <p className={styles['quiet']}>{words.testHelp}</p>
          </>
        ) : (
          <Tested card={test.last} />
        )}
        {test.discarded > 0 && <p className={styles['trouble']}>{words.noise(test.discarded)}</p>}
      </div>
      <Button onClick={() => act({ type: 'test', reader: null })}>{words.testStop}</Button>
    </section>
  );
}

function Tested({ card }: { readonly card: TestedCard }): ReactNode {
  const { messages, times } = useScreen();
  const words = messages.devices;
  return (
    <>
      <p className={styles['heading']}>
        <bdi dir="auto">{holderWords(card, words)}</bdi>
      </p>
      <p>
        {words.testForm[card.form] ?? words.testPart}{' '}
        <span className={styles['number']}>{words.ending(card.lastDigits)}</span>
      </p>
      <p className={styles['quiet']}>
        {times.clockSeconds(card.at)}
        {!card.certain && ` · ${words.unsure}`}
      </p>
    </>
  );
}

function holderWords({ holder }: TestedCard, words: ScreenMessages['devices']): string {
  switch (holder.kind) {
    case 'person':
      return holder.name === null ? words.holderElsewhere : words.holder(holder.name);
    case 'several':
      return words.holderSeveral;
    case 'nobody':
      return words.holderNobody;
    default:
      return unreachable(holder);
  }
}
