import { CircleAlert, CircleCheck, Clock, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNow } from '#ui/clock/now.tsx';
import { useScreen } from '../screen-context.ts';
import { countDown } from './count-down.ts';
import styles from './phase-line.module.css';
import { type SessionPhase, sessionPhase } from './session-phase.ts';

/** Close enough to be counted down; before that the time of day is calmer. */
const COUNT_DOWN_FROM_MS = 5 * 60_000;

const LOOKS: Readonly<Record<SessionPhase, { readonly icon: LucideIcon; readonly tone: string }>> = {
  'on-time': { icon: CircleCheck, tone: 'good' },
  late: { icon: Clock, tone: 'late' },
  'too-late': { icon: CircleAlert, tone: 'stop' },
};

type Props = { readonly lateFrom: number; readonly cutOffAt: number; readonly closesAt: number };

/** What an arrival means now, and when the class closes. */
export function PhaseLine({ lateFrom, cutOffAt, closesAt }: Props): ReactNode {
  const { messages, times } = useScreen();
  const now = useNow(1000);
  const words = messages.session;
  const phase = sessionPhase({ lateFrom, cutOffAt }, now);
  const { icon: Icon, tone } = LOOKS[phase];
  const texts: Readonly<Record<SessionPhase, string>> = {
    'on-time': words.onTimeUntil(times.clock(lateFrom)),
    late: words.lateUntil(times.clock(cutOffAt)),
    'too-late': words.tooLate,
  };
  return (
    <p className={styles['line']}>
      <span className={styles['phase']} data-tone={tone}>
        <Icon className={styles['icon']} aria-hidden="true" />
        {texts[phase]}
      </span>
      <span className={styles['closing']}>
        <ClosingWords now={now} closesAt={closesAt} />
      </span>
    </p>
  );
}

function ClosingWords({ now, closesAt }: { readonly now: number; readonly closesAt: number }): ReactNode {
  const { messages, times } = useScreen();
  const left = closesAt - now;
  if (left <= 0) return messages.session.closing;
  if (left > COUNT_DOWN_FROM_MS) return messages.session.closesAt(times.clock(closesAt));
  return messages.session.closesIn(countDown(left));
}
