import type { ReactNode } from 'react';
import type { Counts } from '#contracts/engine-link/screen-state.ts';
import styles from './attendance-bar.module.css';

type Props = { readonly counts: Counts };

/** Present, late and the rest as lengths. The numbers with their words stand below it, so it is only a picture. */
export function AttendanceBar({ counts }: Props): ReactNode {
  const total = Math.max(1, counts.present + counts.late + counts.excused + counts.notYet);
  const width = (count: number) => ({ width: `${(100 * count) / total}%` });
  return (
    <div className={styles['bar']} aria-hidden="true">
      <div className={styles['present']} style={width(counts.present)} />
      <div className={styles['late']} style={width(counts.late)} />
      <div className={styles['excused']} style={width(counts.excused)} />
    </div>
  );
}
