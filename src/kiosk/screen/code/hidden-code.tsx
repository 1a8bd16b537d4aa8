import { EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useScreen } from '../screen-context.ts';
import styles from './hidden-code.module.css';

/** The stage while the teacher keeps the code to themselves. */
export function HiddenCode(): ReactNode {
  const { messages } = useScreen();
  return (
    <div className={styles['hidden']}>
      <EyeOff className={styles['icon']} aria-hidden="true" strokeWidth={1.5} />
      <p className={styles['title']}>{messages.session.codeHidden}</p>
      <p className={styles['help']}>{messages.session.codeHiddenHelp}</p>
    </div>
  );
}
