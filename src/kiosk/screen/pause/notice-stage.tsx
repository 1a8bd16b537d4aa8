import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './notice-stage.module.css';

type Props = {
  readonly icon: LucideIcon;
  readonly tone: 'plain' | 'stop';
  readonly title: string;
  readonly children: ReactNode;
};

/** A stage that says one thing: something is the matter, or a moment is needed. */
export function NoticeStage({ icon: Icon, tone, title, children }: Props): ReactNode {
  return (
    <div className={styles['notice']}>
      <Icon className={`${styles['icon']} ${styles[tone]}`} aria-hidden="true" strokeWidth={1.5} />
      <h1 className={`${styles['title']} ${styles[tone]}`}>{title}</h1>
      <div className={styles['text']}>{children}</div>
    </div>
  );
}
