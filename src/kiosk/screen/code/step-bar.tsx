import type { ReactNode } from 'react';
import { useNow } from '#ui/clock/now.tsx';
import styles from './step-bar.module.css';

/** How much of a code's step is left, from 1 to 0. */
export function shareLeft(from: number, until: number, now: number): number {
  if (until <= from) return 0;
  return Math.min(1, Math.max(0, (until - now) / (until - from)));
}

type Props = { readonly from: number; readonly until: number };

/** A thin line that gets shorter once a second until the next code comes. */
export function StepBar({ from, until }: Props): ReactNode {
  const now = useNow(1000);
  return (
    <div className={styles['bar']} aria-hidden="true">
      <div className={styles['left']} style={{ width: `${100 * shareLeft(from, until, now)}%` }} />
    </div>
  );
}
