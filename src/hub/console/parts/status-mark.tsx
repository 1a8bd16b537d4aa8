import type { ReactNode } from 'react';
import type { MarkStatus } from '#domain/register/mark-status.ts';
import { STATUS_LOOK } from '#ui/attendance/status-look.ts';
import { useWords } from '../messages/console-words.ts';
import styles from './status-mark.module.css';

/** A mark as a shape, a colour and a word. */
export function StatusMark({ status }: { readonly status: MarkStatus }): ReactNode {
  const { attendance } = useWords();
  const { icon: Icon, tone } = STATUS_LOOK[status];
  return (
    <span className={styles['mark']} data-tone={tone}>
      <Icon aria-hidden="true" />
      {attendance.status[status]}
    </span>
  );
}
