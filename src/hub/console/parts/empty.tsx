import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty.module.css';

type Props = {
  readonly icon: LucideIcon;
  readonly title: string;
  /** 1 where it is the whole page. */
  readonly level?: 1 | 2;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
};

/** Nothing to show, why, and what to do about it. */
export function Empty({ icon: Icon, title, level = 2, children, action }: Props): ReactNode {
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <div className={styles['empty']}>
      <Icon aria-hidden="true" />
      <Title>{title}</Title>
      {children !== undefined && <p>{children}</p>}
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  );
}
