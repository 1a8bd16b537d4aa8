import type { ReactNode } from 'react';
import { useWords } from '../messages/student-words.ts';
import { Institution } from '../parts/institution.tsx';
import { Page } from '../parts/page.tsx';

export function StartingPage(): ReactNode {
  const { messages } = useWords();
  return (
    <Page head={<Institution />} label={messages.starting}>
      <p className="quiet middle" role="status">
        {messages.starting}
      </p>
    </Page>
  );
}
