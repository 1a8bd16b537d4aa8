import type { ReactNode } from 'react';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './devices-page.module.css';

type Props = { readonly title: string; readonly onBack: () => void };

/** From one device back to all of them; the arrow above it leads out of the page. */
export function BackLine({ title, onBack }: Props): ReactNode {
  const words = useScreen().messages.devices;
  return (
    <header className={styles['back-line']}>
      <h2 className={styles['title']}>
        <bdi>{title}</bdi>
      </h2>
      <Button onClick={onBack}>{words.back}</Button>
    </header>
  );
}
