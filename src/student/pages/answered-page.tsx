import { type ReactNode, useEffect } from 'react';
import type { ClassFacts } from '#contracts/hub-api/check-in.ts';
import type { CheckInAnswer } from '#contracts/hub-api/check-in-answer.ts';
import { type StudentWords, useWords } from '../messages/student-words.ts';
import { BigSign } from '../parts/big-sign.tsx';
import { Button } from '../parts/button.tsx';
import { ClassLine } from '../parts/class-line.tsx';
import { type FactRow, Facts } from '../parts/facts.tsx';
import { OwnerName } from '../parts/institution.tsx';
import { Page } from '../parts/page.tsx';
import { StandingBar } from '../parts/standing-bar.tsx';
import { useStudent } from '../student-context.tsx';
import { lookOf, statusWords } from './answer-look.ts';

/** A check-in that is to be confirmed may be so any moment; asked for while somebody looks. */
const ASK_AGAIN_MS = 20_000;

/** What the hub said, in one glance and then in detail. */
export function AnsweredPage({ answer }: { readonly answer: CheckInAnswer }): ReactNode {
  const words = useWords();
  const { messages } = words;
  const student = useStudent();
  const look = lookOf(answer, words);
  const isWaiting = answer.kind === 'provisional';
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => student.wake(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWaiting, student]);
  const isIn = answer.kind === 'recorded' || answer.kind === 'already-recorded';
  return (
    <Page
      head={<OwnerName />}
      headEnd={messages.answered.receiptKept}
      label={look.title}
      actions={
        <>
          <Button kind="primary" onPress={() => student.home()}>
            {messages.common.home}
          </Button>
          {!isIn && (
            <Button kind="plain" onPress={() => student.checkingIn.openScanner(null)}>
              {messages.common.scanAnother}
            </Button>
          )}
        </>
      }
    >
      <div className="middle">
        <BigSign icon={look.icon} tone={look.tone} />
        <div role="status" className="headline">
          <h1>{look.title}</h1>
          {answer.class !== null && <ClassLine facts={answer.class} />}
          {answer.kind === 'provisional' && answer.class === null && answer.room !== null && (
            <p className="lead">{messages.common.room(answer.room)}</p>
          )}
        </div>
        {answer.kind === 'not-enrolled' && <Elsewhere facts={answer.elsewhere} />}
        {look.help !== null && <p className={`help help-${look.tone}`}>{look.help}</p>}
        <Facts rows={rowsOf(answer, words)} />
        {'standing' in answer && answer.standing !== null && <StandingBar standing={answer.standing} />}
      </div>
    </Page>
  );
}

/** Where to go instead. */
function Elsewhere({ facts }: { readonly facts: ClassFacts | null }): ReactNode {
  const { messages, times } = useWords();
  const words = messages.answered;
  if (facts === null) return <p className="quiet">{words.noElsewhere}</p>;
  return (
    <section className="card elsewhere">
      <h2>{words.elsewhere}</h2>
      <p className="elsewhere-room">{messages.common.room(facts.room)}</p>
      <p>
        {facts.courseTitle} · {times.range(facts.startsAt, facts.endsAt)}
      </p>
    </section>
  );
}

function rowsOf(answer: CheckInAnswer, words: StudentWords): readonly FactRow[] {
  const { messages, times } = words;
  const said = messages.answered;
  const mark = 'mark' in answer ? answer.mark : null;
  const isEarlier = answer.kind === 'already-recorded' && mark !== null && mark.arrivedAt !== null;
  const at = isEarlier && mark.arrivedAt !== null ? mark.arrivedAt : answer.at;
  return [
    {
      name: isEarlier ? said.arrived : said.recorded,
      value: `${times.clockSeconds(at)}, ${times.shortDate(at)}`,
    },
    ...(mark === null ? [] : [{ name: said.status, value: statusWords(mark, words) }]),
    ...(answer.class?.teacher == null
      ? []
      : [{ name: messages.common.with, value: <bdi>{answer.class.teacher}</bdi> }]),
    { name: said.receipt, value: <span className="receipt-code">{answer.receipt.code}</span> },
  ];
}
