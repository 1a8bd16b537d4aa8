import type { ReactNode } from 'react';
import styles from './rolling-number.module.css';

type Props = { readonly value: number };

/** A number whose digits roll in as it changes. Each digit keeps its place, so nothing beside it moves. */
export function RollingNumber({ value }: Props): ReactNode {
  const digits = [...String(value)];
  return (
    <span className={styles['number']} role="img" aria-label={String(value)}>
      {digits.map((digit, place) => {
        // Counted from the right, so that 9 becoming 10 rolls the units and adds the tens.
        const power = digits.length - place;
        return (
          <span key={`${power}:${digit}`} className={styles['digit']} aria-hidden="true">
            {digit}
          </span>
        );
      })}
    </span>
  );
}
