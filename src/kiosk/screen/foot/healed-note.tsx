import { Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Common } from '#contracts/engine-link/screen-state.ts';
import { useScreen } from '../screen-context.ts';
import styles from './healed-note.module.css';

type Props = { readonly healed: Common['healed'] };

/** For teachers and whoever looks after the kiosk: that it repaired its records, and what that cost. */
export function HealedNote({ healed }: Props): ReactNode {
  const { messages, times } = useScreen();
  if (healed === null) return null;
  const { at, lost, mayBeMore } = healed;
  return (
    <p className={styles['note']} data-tone={lost === 0 && !mayBeMore ? 'good' : 'late'}>
      <Wrench className={styles['icon']} aria-hidden="true" />
      <span>{messages.foot.healedNote(times.dateAndClock(at), lost, mayBeMore)}</span>
    </p>
  );
}
