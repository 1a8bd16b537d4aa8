import type { ReactNode } from 'react';
import { useScreen } from '../screen-context.ts';
import styles from './enrol-side.module.css';

/** Where the code comes from, step by step. */
export function EnrolSide(): ReactNode {
  const { messages } = useScreen();
  const words = messages.enrol;
  return (
    <div className={styles['side']}>
      <h2 className={styles['title']}>{words.stepsTitle}</h2>
      <ol className={styles['steps']}>
        {words.steps.map((step) => (
          <li key={step} className={styles['step']}>
            {step}
          </li>
        ))}
      </ol>
    </div>
  );
}
