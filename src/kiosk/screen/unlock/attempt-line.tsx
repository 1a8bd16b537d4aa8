import { CircleAlert, LoaderCircle, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { UnlockAttempt } from '#contracts/engine-link/unlock-attempt.ts';
import { unreachable } from '#domain/unreachable.ts';
import { useNow } from '#ui/clock/now.tsx';
import { useScreen } from '../screen-context.ts';
import { countDown } from '../session/count-down.ts';
import styles from './attempt-line.module.css';

type Props = { readonly attempt: UnlockAttempt };

function LockedOut({ until }: { readonly until: number }): ReactNode {
  const { messages } = useScreen();
  const now = useNow(1000);
  return (
    <p className={`${styles['line']} ${styles['stop']}`}>
      <Lock className={styles['icon']} aria-hidden="true" />
      <span>
        <strong>{messages.unlock.lockedOut}</strong>
        <br />
        <span className={styles['help']}>{messages.unlock.lockedOutHelp(countDown(until - now))}</span>
      </span>
    </p>
  );
}

function Words({ attempt }: Props): ReactNode {
  const { messages } = useScreen();
  switch (attempt.kind) {
    case 'idle':
      return null;
    case 'checking':
      return (
        <p className={styles['line']}>
          <LoaderCircle className={styles['icon']} aria-hidden="true" />
          {messages.unlock.checking}
        </p>
      );
    case 'wrong':
      return (
        <p className={`${styles['line']} ${styles['stop']}`}>
          <CircleAlert className={styles['icon']} aria-hidden="true" />
          {messages.unlock.wrong(attempt.triesLeft)}
        </p>
      );
    case 'locked-out':
      return <LockedOut until={attempt.until} />;
    default:
      return unreachable(attempt);
  }
}

/** What became of the last PIN. Its place is kept, so that nothing moves when words come. */
export function AttemptLine({ attempt }: Props): ReactNode {
  // A countdown must not be read out whole every second.
  return (
    <div className={styles['place']} role="alert" aria-atomic={attempt.kind !== 'locked-out'}>
      <Words attempt={attempt} />
    </div>
  );
}
