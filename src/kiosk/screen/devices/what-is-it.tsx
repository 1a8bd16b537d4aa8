import type { ReactNode } from 'react';
import type { FoundView } from '#contracts/engine-link/panel/devices-page.ts';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import { BackLine } from './back-line.tsx';
import styles from './devices-page.module.css';
import { useDevicesAction } from './use-devices-action.ts';

type Props = { readonly plug: FoundView; readonly onBack: () => void };

/** A plug that doesn't say what hangs behind it: the keeper does. */
export function WhatIsIt({ plug, onBack }: Props): ReactNode {
  const act = useDevicesAction();
  const words = useScreen().messages.devices;
  return (
    <div className={styles['page']}>
      <BackLine title={words.addAs(plug.label)} onBack={onBack} />
      <p className={styles['quiet']}>{words.addHelp}</p>
      <ul className={styles['list']}>
        {plug.models.map((model) => (
          <li key={model}>
            <Button
              className={styles['row']}
              onClick={() => {
                act({ type: 'add', key: plug.key, model });
                onBack();
              }}
            >
              <span className={styles['name']}>{words.models[model] ?? model}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
