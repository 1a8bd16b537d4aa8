import type { ReactNode } from 'react';
import { useWords } from '../messages/student-words.ts';
import { Button } from '../parts/button.tsx';
import { type FactRow, Facts } from '../parts/facts.tsx';
import { Institution, OwnerName } from '../parts/institution.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useProblemWords } from '../parts/use-problem-words.ts';
import type { StudentState } from '../state/student-state.ts';
import { useStudent, useView } from '../student-context.tsx';

type Props = { readonly state: Extract<StudentState, { readonly name: 'confirm' }> };

/** Shows what the code leads to, and waits for the person's tap. */
export function ConfirmPage({ state: { offer, busy, problem } }: Props): ReactNode {
  const { messages, times } = useWords();
  const { checkingIn } = useStudent();
  const { identity } = useView().known;
  const problemWords = useProblemWords();
  const words = messages.confirm;
  const { class: facts } = offer;
  const title = facts?.courseTitle ?? words.unknownTitle(offer.room);
  const rows: FactRow[] =
    facts === null
      ? []
      : [
          { name: messages.common.roomLabel, value: facts.room },
          { name: messages.common.time, value: times.range(facts.startsAt, facts.endsAt) },
          ...(facts.teacher === null ? [] : [{ name: messages.common.with, value: facts.teacher }]),
        ];
  return (
    <Page
      head={<Institution />}
      headEnd={<OwnerName />}
      label={`${words.lead} ${title}`}
      actions={
        <Button kind="primary" busy={busy} onPress={() => void checkingIn.confirm()}>
          {busy ? words.acting : words.act}
        </Button>
      }
    >
      <div className="middle">
        <div className="headline">
          <p className="lead">{words.lead}</p>
          <h1>{title}</h1>
          {facts !== null && (
            <p className="lead">
              {facts.courseCode} · {messages.common.section(facts.sectionName)}
            </p>
          )}
        </div>
        {facts === null ? <Notice tone="plain">{words.unknown}</Notice> : <Facts rows={rows} />}
        {problem !== null && <Notice tone="stop">{problemWords(problem)}</Notice>}
        {identity === null && <p className="quiet">{words.firstSignIn}</p>}
      </div>
    </Page>
  );
}
