import { LoaderCircle, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../messages/student-words.ts';
import { BigSign } from '../parts/big-sign.tsx';
import { Button } from '../parts/button.tsx';
import { ClassLine } from '../parts/class-line.tsx';
import { Institution, OwnerName } from '../parts/institution.tsx';
import { Page } from '../parts/page.tsx';
import type { StudentState } from '../state/student-state.ts';
import { useStudent } from '../student-context.tsx';

type Props = { readonly state: Extract<StudentState, { readonly name: 'sending' }> };

/** On its way, or kept here until it can go. Never says that it is recorded: only the hub can. */
export function SendingPage({ state: { offer, kept } }: Props): ReactNode {
  const { messages } = useWords();
  const student = useStudent();
  const words = messages.sending;
  const title = kept ? words.kept : words.title;
  const facts = offer?.class ?? null;
  return (
    <Page
      head={<Institution />}
      headEnd={<OwnerName />}
      label={title}
      actions={
        kept && (
          <Button kind="primary" onPress={() => student.home()}>
            {messages.common.home}
          </Button>
        )
      }
    >
      <div className="middle" role="status">
        {kept ? (
          <BigSign icon={WifiOff} tone="late" />
        ) : (
          <div className="sign sign-plain sign-turning">
            <LoaderCircle aria-hidden="true" />
          </div>
        )}
        <h1>{title}</h1>
        {facts !== null && <ClassLine facts={facts} />}
        {kept && <p className="lead">{words.keptHelp}</p>}
      </div>
    </Page>
  );
}
