import type { ReactNode } from 'react';
import { useWords } from '../messages/console-words.ts';

/** For the moment it takes to ask the hub who this is: nothing that would flash. */
export function StartingPage(): ReactNode {
  const { messages } = useWords();
  return (
    <main aria-busy="true">
      <h1 className="visually-hidden">{messages.common.loading}</h1>
    </main>
  );
}
