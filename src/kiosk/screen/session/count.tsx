import type { ReactNode } from 'react';
import type { Counts } from '#contracts/engine-link/screen-state.ts';
import { useScreen } from '../screen-context.ts';
import styles from './count.module.css';
import { RollingNumber } from './rolling-number.tsx';

type Props = { readonly counts: Counts };

/**
 * The one number that matters. It grows to the right, and the total stands at the other end: however many digits it
 * gets, nothing has to move.
 */
export function Count({ counts }: Props): ReactNode {
  const { messages } = useScreen();
  return (
    <p className={styles['count']}>
      <span className={styles['here']}>
        <RollingNumber value={counts.here} />
      </span>
      <span className={styles['total']}>
        <span>{messages.common.of(counts.enrolled)}</span>
        <span>{messages.common.here}</span>
      </span>
    </p>
  );
}
