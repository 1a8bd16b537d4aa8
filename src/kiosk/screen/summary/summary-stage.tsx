import type { ReactNode } from 'react';
import type { ScreenStateOf } from '#contracts/engine-link/screen-state.ts';
import { useScreen } from '../screen-context.ts';
import { AttendanceBar } from '../session/attendance-bar.tsx';
import { ClassHeading } from '../session/class-heading.tsx';
import { Count } from '../session/count.tsx';
import { Tally } from '../session/tally.tsx';
import styles from './summary-stage.module.css';

type Props = { readonly state: ScreenStateOf<'summary'> };

/** What came out, as large as it was while it came in. */
export function SummaryStage({ state }: Props): ReactNode {
  const { messages, times } = useScreen();
  return (
    <div className={styles['stage']}>
      <div className={styles['heading']}>
        <p className={styles['closed']}>{messages.summary.closedAt(times.clock(state.closedAt))}</p>
        <ClassHeading class={state.class} />
      </div>
      <div className={styles['numbers']}>
        <Count counts={state.counts} />
        <AttendanceBar counts={state.counts} />
        <Tally counts={state.counts} />
      </div>
    </div>
  );
}
