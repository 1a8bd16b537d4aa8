import type { ReactNode } from 'react';
import { useIsPast } from '#ui/clock/now.tsx';
import { CopyButton } from './copy-button.tsx';
import { Notice } from './notice.tsx';
import styles from './one-time-code.module.css';

type Props = {
  readonly code: string;
  readonly expiresAt: number;
  /** Said in the code's place once it is worth nothing. */
  readonly expired: string;
  /** How long it is still good. */
  readonly children: ReactNode;
};

/** A code to be read aloud or typed elsewhere: large, and gone when it is worth nothing. */
export function OneTimeCode({ code, expiresAt, expired, children }: Props): ReactNode {
  const isPast = useIsPast(expiresAt);
  if (isPast) return <Notice tone="late">{expired}</Notice>;
  return (
    <div className={styles['frame']}>
      <div className={styles['box']}>
        <code className={styles['code']} translate="no">
          {code}
        </code>
        <p className={styles['left']}>{children}</p>
        <CopyButton text={code} />
      </div>
    </div>
  );
}
