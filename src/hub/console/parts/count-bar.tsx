import type { ReactNode } from 'react';
import type { SessionStats } from '#contracts/hub-api/sessions.ts';
import styles from './count-bar.module.css';

type Props = { readonly stats: SessionStats; readonly size?: 'small' | 'large' };

/** Present, late and the rest as lengths. The numbers with their words stand beside it, so it is only a picture. */
export function CountBar({ stats, size = 'small' }: Props): ReactNode {
  const total = Math.max(1, stats.enrolled);
  const width = (count: number) => ({ width: `${(100 * count) / total}%` });
  return (
    <div className={styles['bar']} data-size={size} aria-hidden="true">
      <div className={styles['present']} style={width(stats.present)} />
      <div className={styles['late']} style={width(stats.late + stats.partly)} />
      <div className={styles['excused']} style={width(stats.excused)} />
    </div>
  );
}
