import type { ReactNode } from 'react';
import { useWords } from '../messages/console-words.ts';
import styles from './marking-panel.module.css';

/** What the panel is for while nobody is chosen. */
export function KeyHelp(): ReactNode {
  const words = useWords().messages.marking;
  return (
    <>
      <div className={styles['form']}>
        <h2>{words.nobodyTitle}</h2>
        <p className={styles['help']}>{words.nobodyHelp}</p>
      </div>
      <dl className={styles['keys']}>
        <dt>
          <kbd>↑</kbd> <kbd>↓</kbd>
        </dt>
        <dd>{words.keys.move}</dd>
        <dt>
          <kbd>⇧ ↓</kbd>
        </dt>
        <dd>{words.keys.choose}</dd>
        <dt>
          <kbd>↵</kbd>
        </dt>
        <dd>{words.keys.mark}</dd>
        <dt>
          <kbd>/</kbd>
        </dt>
        <dd>{words.keys.search}</dd>
      </dl>
    </>
  );
}
