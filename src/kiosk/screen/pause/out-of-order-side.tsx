import { Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { useScreen } from '../screen-context.ts';
import styles from './out-of-order-side.module.css';

type Props = { readonly detail: string };

/** For the one who can repair it. */
export function OutOfOrderSide({ detail }: Props): ReactNode {
  const { messages } = useScreen();
  return (
    <div className={styles['side']}>
      <Wrench className={styles['icon']} aria-hidden="true" strokeWidth={1.5} />
      <h2 className={styles['title']}>{messages.outOfOrder.forAdministrator}</h2>
      <p className={styles['detail']}>{detail}</p>
    </div>
  );
}
