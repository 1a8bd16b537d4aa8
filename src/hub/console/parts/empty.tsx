import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty.module.css';

type Props = {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
};

/** Nothing to show, why, and what to do about it. */
export function Empty({ icon: Icon, title, children, action }: Props): ReactNode {
  return (
    <div className={styles['empty']}>
      <Icon aria-hidden="true" />
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  );
}
