import { CircleCheck, Info, type LucideIcon, OctagonX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from '#ui/attendance/status-look.ts';
import type { Problem } from '../api/problem.ts';
import { useProblemWords } from '../messages/use-problem-words.ts';
import styles from './notice.module.css';

const ICONS: Readonly<Record<Tone, LucideIcon>> = {
  good: CircleCheck,
  late: TriangleAlert,
  stop: OctagonX,
  plain: Info,
};

type Props = { readonly tone: Tone; readonly children: ReactNode; readonly action?: ReactNode };

/** A sentence that somebody should read before going on. */
export function Notice({ tone, children, action }: Props): ReactNode {
  const Icon = ICONS[tone];
  return (
    <div className={styles['notice']} data-tone={tone}>
      <Icon aria-hidden="true" />
      <p>{children}</p>
      {action}
    </div>
  );
}

/** Why what was asked for wasn't done; nothing while there is no reason. */
export function ProblemNotice({ problem }: { readonly problem: Problem | null }): ReactNode {
  const words = useProblemWords();
  return (
    <div role="alert" className={styles['region']}>
      {problem !== null && <Notice tone="stop">{words(problem)}</Notice>}
    </div>
  );
}
