import { CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../messages/student-words.ts';
import { BigSign } from '../parts/big-sign.tsx';
import { Button } from '../parts/button.tsx';
import { Institution, OwnerName } from '../parts/institution.tsx';
import { Page } from '../parts/page.tsx';
import { useProblemWords } from '../parts/use-problem-words.ts';
import type { Problem } from '../state/student-state.ts';
import { useStudent } from '../student-context.tsx';

/** The hub would not have it, and says what to do instead. */
export function RefusedPage({ problem }: { readonly problem: Problem }): ReactNode {
  const { messages } = useWords();
  const student = useStudent();
  const problemWords = useProblemWords();
  return (
    <Page
      head={<Institution />}
      headEnd={<OwnerName />}
      label={messages.refused.title}
      actions={
        <>
          <Button kind="primary" onPress={() => student.checkingIn.openScanner(null)}>
            {messages.common.scan}
          </Button>
          <Button kind="plain" onPress={() => student.home()}>
            {messages.common.home}
          </Button>
        </>
      }
    >
      <div className="middle" role="alert">
        <BigSign icon={CircleX} tone="stop" />
        <h1>{messages.refused.title}</h1>
        <p className="lead">{problemWords(problem)}</p>
      </div>
    </Page>
  );
}
