import type { ReactNode } from 'react';
import type { ClassCard } from '#contracts/engine-link/screen-state.ts';
import { ClassFacts } from './class-facts.tsx';
import styles from './class-heading.module.css';

type Props = { readonly class: ClassCard };

/** A class as the wall says it: course large, then section, teacher and time. */
export function ClassHeading({ class: card }: Props): ReactNode {
  return (
    <header>
      <h1 className={styles['title']}>
        <bdi>{card.courseTitle}</bdi>
      </h1>
      <ClassFacts class={card} className={styles['facts']} />
    </header>
  );
}
