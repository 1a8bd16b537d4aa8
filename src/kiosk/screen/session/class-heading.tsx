import type { ReactNode } from 'react';
import type { ClassCard } from '#contracts/engine-link/screen-state.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './class-heading.module.css';

type Props = { readonly class: ClassCard; readonly as?: 'h1' | 'p' };

/** A class as the wall says it: course large, then section, teacher and time. */
export function ClassHeading({ class: card, as: Title = 'h1' }: Props): ReactNode {
  const { messages, times } = useScreen();
  return (
    <header>
      <Title className={styles['title']}>
        <bdi>{card.courseTitle}</bdi>
      </Title>
      <p className={styles['facts']}>
        <bdi>{messages.common.section(card.sectionName)}</bdi> · <PersonName name={card.teacher} /> ·{' '}
        <span className={styles['time']}>{times.range(card.startsAt, card.endsAt)}</span>
      </p>
    </header>
  );
}
