import type { ReactNode } from 'react';
import type { MarkStatus } from '#domain/register/mark-status.ts';
import { STATUS_LOOK } from '#ui/attendance/status-look.ts';
import { useWords } from '../messages/console-words.ts';
import styles from './students-table.module.css';

/** As many as show a habit. */
const SHOWN = 8;

/** Somebody's last marks as letters, the newest last. Null: not enrolled then. */
export function LatestMarks({ marks }: { readonly marks: readonly (MarkStatus | null)[] }): ReactNode {
  const { messages, attendance } = useWords();
  const words = messages.sections;
  const latest = marks.slice(-SHOWN).map((mark, place) => ({ mark, place }));
  const spoken = latest
    .map(({ mark }) => (mark === null ? words.notEnrolled : attendance.status[mark]))
    .join(', ');
  return (
    <span className={styles['latest']} role="img" aria-label={words.latest(spoken)}>
      {latest.map(({ mark, place }) => (
        <span
          key={place}
          className={styles['letter']}
          data-tone={mark === null ? 'plain' : STATUS_LOOK[mark].tone}
          title={mark === null ? words.notEnrolled : attendance.status[mark]}
        >
          {mark === null ? '' : words.letters[mark]}
        </span>
      ))}
    </span>
  );
}
