import { Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { useScreen } from '../screen-context.ts';
import { NoticeStage } from './notice-stage.tsx';
import styles from './one-moment.module.css';

type Props = { readonly isMismatch: boolean };

/** While there is no one to say what is true: never an old code, never an old count. */
export function OneMoment({ isMismatch }: Props): ReactNode {
  const { messages } = useScreen();
  const words = messages.moment;
  return (
    <main className={styles['moment']} data-screen="one-moment">
      <NoticeStage icon={Hourglass} tone="plain" title={words.title}>
        <p role="status">{isMismatch ? words.mismatch : words.help}</p>
      </NoticeStage>
    </main>
  );
}
