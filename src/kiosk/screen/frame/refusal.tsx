import { CircleAlert, X } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useScreen } from '../screen-context.ts';
import { Button } from './button.tsx';
import styles from './refusal.module.css';

/** Long enough to read two sentences. */
const SHOWN_MS = 8_000;

type Props = { readonly text: string; readonly onDismiss: () => void };

/** Why the engine would not do what was asked, and what to do instead. */
export function Refusal({ text, onDismiss }: Props): ReactNode {
  const { messages } = useScreen();
  useEffect(() => {
    const timer = setTimeout(onDismiss, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [onDismiss]);
  return (
    <div className={styles['refusal']} role="alert">
      <CircleAlert className={styles['icon']} aria-hidden="true" />
      <p className={styles['text']}>{text}</p>
      <Button look="quiet" aria-label={messages.common.close} onClick={onDismiss}>
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}
