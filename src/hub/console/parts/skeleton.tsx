import type { ReactNode } from 'react';
import styles from './skeleton.module.css';

/** As many rows as will probably come, empty. */
export function SkeletonRows({ count }: { readonly count: number }): ReactNode {
  return (
    <div className={styles['rows']} aria-hidden="true">
      <div className={styles['head']} />
      {Array.from({ length: count }, (_, place) => place).map((place) => (
        <div key={place} className={styles['row']}>
          <div className={styles['bone']} />
        </div>
      ))}
    </div>
  );
}
