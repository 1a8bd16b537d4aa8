import { IdCard } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CardsPage } from '#contracts/engine-link/panel/cards-page.ts';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './cards-page.module.css';
import { useCardsAction } from './use-cards-action.ts';

type Props = { readonly step: Extract<CardsPage['step'], { kind: 'held' }> };

/** A card that is somebody's, which may be taken away. */
export function HeldCard({ step }: Props): ReactNode {
  const { messages } = useScreen();
  const act = useCardsAction();
  const words = messages.cards;
  return (
    <div className={styles['notice']} role="status">
      <IdCard className={styles['sign']} aria-hidden="true" />
      <h2 className={styles['heading']}>{words.held(step.name)}</h2>
      <p className={styles['help']}>
        {words.readAt(step.reader)} {words.heldHelp}
      </p>
      <div className={styles['choices']}>
        <Button onClick={() => act({ type: 'start-over' })}>{words.keep}</Button>
        <Button look="danger" onClick={() => act({ type: 'take-away' })}>
          {words.takeAway}
        </Button>
      </div>
    </div>
  );
}
