import type { ReactNode } from 'react';
import type { DeviceView } from '#contracts/engine-link/panel/devices-page.ts';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './devices-page.module.css';
import { useDevicesAction } from './use-devices-action.ts';

type Props = { readonly reader: DeviceView; readonly onKeep: () => void; readonly onDone: () => void };

/** Asks once more before a reader is taken away. */
export function TakeAway({ reader, onKeep, onDone }: Props): ReactNode {
  const act = useDevicesAction();
  const { messages } = useScreen();
  const words = messages.devices;
  return (
    <div className={styles['part']} role="alert">
      <h3 className={styles['heading']}>{words.removeQuestion(reader.name)}</h3>
      <p className={styles['quiet']}>{words.removeHelp}</p>
      <div className={styles['actions']}>
        <Button onClick={onKeep}>{messages.common.cancel}</Button>
        <Button
          look="danger"
          onClick={() => {
            act({ type: 'remove', reader: reader.id });
            onDone();
          }}
        >
          {words.removeYes}
        </Button>
      </div>
    </div>
  );
}
