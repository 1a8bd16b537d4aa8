import { CloudOff } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import type { Problem } from '../api/problem.ts';
import { useConsole } from '../console-context.ts';
import { useTabTitle } from '../frame/page-title.tsx';
import { useWords } from '../messages/console-words.ts';
import { useProblemWords } from '../messages/use-problem-words.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import styles from './sign-in.module.css';

const AGAIN_MS = 5_000;

/** The hub didn't answer when the page was opened. Tries again by itself. */
export function UnreachablePage({ problem }: { readonly problem: Problem }): ReactNode {
  const { messages } = useWords();
  const words = useProblemWords();
  const hubConsole = useConsole();
  useTabTitle(messages.signIn.unreachableTitle);
  useEffect(() => {
    const timer = setInterval(() => void hubConsole.start(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [hubConsole]);
  return (
    <main className={styles['page']}>
      <Empty
        icon={CloudOff}
        level={1}
        title={messages.signIn.unreachableTitle}
        action={<Button onPress={() => void hubConsole.start()}>{messages.common.tryAgain}</Button>}
      >
        {words(problem)}
      </Empty>
    </main>
  );
}
