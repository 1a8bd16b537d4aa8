import type { ReactNode } from 'react';
import type { Percent } from '#contracts/hub-api/statistics.ts';
import type { Tone } from '#ui/attendance/status-look.ts';
import { useWords } from '../messages/console-words.ts';
import styles from './percent-bar.module.css';

const WIDTH = 100;

type Props = { readonly percent: Percent | null; readonly tone: Tone };

/** A percentage in figures, and how much that is as a length. */
export function PercentBar({ percent, tone }: Props): ReactNode {
  if (percent === null) return <PercentWords percent={null} />;
  const share = Math.min(1, percent.numerator / percent.denominator);
  return (
    <span className={styles['percent']}>
      <PercentWords percent={percent} />
      <svg className={styles['bar']} viewBox={`0 0 ${WIDTH} 7`} preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles['all']} width={WIDTH} height="7" />
        <rect className={styles['share']} data-tone={tone} width={share * WIDTH} height="7" />
      </svg>
    </span>
  );
}

export function PercentWords({ percent }: { readonly percent: Percent | null }): ReactNode {
  const { messages } = useWords();
  return percent === null ? messages.common.none : messages.common.percent(percent.text);
}
