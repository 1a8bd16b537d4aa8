import { Nfc } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ScreenStateOf } from '#contracts/engine-link/screen-state.ts';
import { useNow } from '#ui/clock/now.tsx';
import { useScreen } from '../screen-context.ts';
import { ClassHeading } from '../session/class-heading.tsx';
import styles from './unlocking-side.module.css';

/** From then on it says that it will give up; before that it would only hurry people. */
const SAY_FROM_S = 15;

function BackSoon({ until }: { readonly until: number }): ReactNode {
  const { messages } = useScreen();
  const left = Math.ceil((until - useNow(1000)) / 1000);
  return <p className={styles['soon']}>{left <= SAY_FROM_S && left > 0 && messages.unlock.backSoon(left)}</p>;
}

type Props = { readonly state: ScreenStateOf<'unlocking'> };

/** Beside the PIN pad: which class is about to open, and the quicker way. */
export function UnlockingSide({ state }: Props): ReactNode {
  const { messages } = useScreen();
  return (
    <div className={styles['side']}>
      <div>
        <p className={styles['opening']}>{messages.unlock.opening}</p>
        <ClassHeading class={state.class} as="h2" />
      </div>
      <div className={styles['card']}>
        <Nfc className={styles['icon']} aria-hidden="true" strokeWidth={1.5} />
        <div>
          <h2 className={styles['title']}>{messages.unlock.cardTitle}</h2>
          <p>{messages.unlock.cardHelp}</p>
        </div>
      </div>
      <BackSoon until={state.until} />
    </div>
  );
}
