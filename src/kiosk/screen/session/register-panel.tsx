import type { ReactNode } from 'react';
import type { ScreenStateOf } from '#contracts/engine-link/screen-state.ts';
import { Arrivals } from './arrivals.tsx';
import { AttendanceBar } from './attendance-bar.tsx';
import { ClassHeading } from './class-heading.tsx';
import { Count } from './count.tsx';
import { PhaseLine } from './phase-line.tsx';
import styles from './register-panel.module.css';
import { Tally } from './tally.tsx';
import { TypedCode } from './typed-code.tsx';

type Props = { readonly state: ScreenStateOf<'session'> };

/** The side of an open session: which class, how many, who came last. */
export function RegisterPanel({ state }: Props): ReactNode {
  return (
    <div className={styles['panel']}>
      <div className={styles['heading']}>
        <ClassHeading class={state.class} />
      </div>
      <div className={styles['count']}>
        <Count counts={state.counts} />
      </div>
      <div className={styles['bar']}>
        <AttendanceBar counts={state.counts} />
      </div>
      <div className={styles['tally']}>
        <Tally counts={state.counts} />
      </div>
      <div className={styles['phase']}>
        <PhaseLine lateFrom={state.lateFrom} cutOffAt={state.cutOffAt} closesAt={state.closesAt} />
      </div>
      <div className={styles['arrivals']}>
        <Arrivals arrivals={state.arrivals} />
      </div>
      {state.code !== null && (
        <div className={styles['typed']}>
          <TypedCode code={state.code} />
        </div>
      )}
    </div>
  );
}
