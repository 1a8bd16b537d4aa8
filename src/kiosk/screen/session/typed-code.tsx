import type { ReactNode } from 'react';
import type { RoomCodeView } from '#contracts/engine-link/screen-state.ts';
import { useScreen } from '../screen-context.ts';
import styles from './typed-code.module.css';

/** The host that a room code leads to, as people type it; codes are upper case because that makes them smaller. */
export function hostOf(codeText: string): string {
  return (
    codeText
      .replace(/^https?:\/\//i, '')
      .split('/')[0]
      ?.toLowerCase() ?? ''
  );
}

type Props = { readonly code: RoomCodeView };

/** For phones without a camera: where to go and eight digits to type. */
export function TypedCode({ code }: Props): ReactNode {
  const { messages } = useScreen();
  return (
    <p className={styles['typed']}>
      <span className={styles['how']}>
        <span className={styles['hint']}>{messages.session.typed}</span>
        <bdi className={styles['host']} dir="ltr">
          {hostOf(code.text)}
        </bdi>
      </span>
      <span className={styles['digits']}>
        <span>{code.typed.slice(0, 4)}</span>
        <span>{code.typed.slice(4)}</span>
      </span>
    </p>
  );
}
