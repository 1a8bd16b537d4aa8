import type { ReactNode } from 'react';
import type { Counts } from '#contracts/engine-link/screen-state.ts';
import type { MarkStatus } from '#domain/register/mark-status.ts';
import { STATUS_LOOK } from '#ui/attendance/status-look.ts';
import { cssVariables } from '../frame/css-variables.ts';
import { useScreen } from '../screen-context.ts';
import styles from './tally.module.css';

type CellProps = { readonly status: MarkStatus; readonly count: number; readonly word: string };

function Cell({ status, count, word }: CellProps): ReactNode {
  const { icon: Icon, tone } = STATUS_LOOK[status];
  return (
    <li className={styles['cell']}>
      <Icon className={styles['icon']} data-tone={tone} aria-hidden="true" />
      <span className={styles['word']}>{word}</span>
      <span className={styles['count']}>{count}</span>
    </li>
  );
}

type Props = { readonly counts: Counts };

/** The bar in numbers and words, in columns that stay where they are. */
export function Tally({ counts }: Props): ReactNode {
  const { messages } = useScreen();
  const words = messages.session;
  const digits = String(Math.max(counts.enrolled, counts.here)).length;
  return (
    <ul className={styles['tally']} style={cssVariables({ '--digits': digits })}>
      <Cell status="P" count={counts.present} word={words.present} />
      <Cell status="L" count={counts.late} word={words.late} />
      <Cell status="?" count={counts.notYet} word={words.notYet} />
      {counts.excused > 0 && <Cell status="E" count={counts.excused} word={words.excused} />}
    </ul>
  );
}
