import type { ReactNode } from 'react';
import type { ClassCard } from '#contracts/engine-link/screen-state.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './class-facts.module.css';

type Props = { readonly class: ClassCard; readonly className?: string | undefined };

/** Section, teacher and time in one line; when it is too long the names give way, and never the time. */
export function ClassFacts({ class: card, className = '' }: Props): ReactNode {
  const { messages, times } = useScreen();
  return (
    <p className={`${styles['facts']} ${className}`}>
      <bdi className={styles['part']}>{messages.common.section(card.sectionName)}</bdi>
      <span aria-hidden="true">·</span>
      <PersonName className={styles['part']} name={card.teacher} />
      <span aria-hidden="true">·</span>
      <span className={styles['time']}>{times.range(card.startsAt, card.endsAt)}</span>
    </p>
  );
}
