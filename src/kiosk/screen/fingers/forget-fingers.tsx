import type { ReactNode } from 'react';
import type { FingersPage } from '#contracts/engine-link/panel/fingers-page.ts';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './fingers-page.module.css';
import { useFingersAction } from './use-fingers-action.ts';

type Props = { readonly step: Extract<FingersPage['step'], { kind: 'removing' }> };

/** Asks once more before somebody's fingers are forgotten. */
export function ForgetFingers({ step }: Props): ReactNode {
  const { messages } = useScreen();
  const act = useFingersAction();
  const words = messages.fingers;
  return (
    <div className={styles['notice']}>
      <h2 className={styles['heading']}>{words.forgetWhose(step.name ?? words.unnamed)}</h2>
      <p className={styles['help']}>{words.forgetHelp}</p>
      <div className={styles['choices']}>
        <Button onClick={() => act({ type: 'back' })}>{words.keep}</Button>
        <Button look="danger" onClick={() => act({ type: 'remove' })}>
          {words.forget}
        </Button>
      </div>
    </div>
  );
}
