import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from '#ui/attendance/status-look.ts';
import styles from './chip.module.css';

type Props = { readonly icon: LucideIcon; readonly tone: Tone; readonly children: string };

/** A state as a shape, a colour and a word. */
export function Chip({ icon: Icon, tone, children }: Props): ReactNode {
  return (
    <span className={styles['chip']} data-tone={tone}>
      <Icon aria-hidden="true" />
      {children}
    </span>
  );
}
