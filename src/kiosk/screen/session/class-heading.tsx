import type { ReactNode } from 'react';
import type { ClassCard } from '#contracts/engine-link/screen-state.ts';
import { ClassFacts } from './class-facts.tsx';
import styles from './class-heading.module.css';

type Props = { readonly class: ClassCard; readonly as?: 'h1' | 'h2' };

/** A class as the wall says it: course large, then section, teacher and time. */
export function ClassHeading({ class: card, as: Title = 'h1' }: Props): ReactNode {
  return (
    <header>
      <Title className={styles['title']}>
        <bdi>{card.courseTitle}</bdi>
      </Title>
      <ClassFacts class={card} className={styles['facts']} />
    </header>
  );
}
