import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import type { RegisterLine, Session } from '#contracts/hub-api/sessions.ts';
import type { HandMark } from '#domain/register/mark-status.ts';
import { setMarks } from '../api/session-requests.ts';
import { useAction } from '../api/use-action.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { Notice, ProblemNotice } from '../parts/notice.tsx';
import { ChosenLines } from './chosen-lines.tsx';
import { KeyHelp } from './key-help.tsx';
import { MarkForm, type Marking } from './mark-form.tsx';
import styles from './marking-panel.module.css';
import { type Marked, marksToTakeBack } from './taking-back.ts';
import { useMayMark } from './use-may-mark.ts';

type Props = {
  readonly ref: RefObject<HTMLElement | null>;
  readonly session: Session;
  /** Who is chosen. */
  readonly lines: readonly RegisterLine[];
  readonly onChanged: () => void;
  /** Back to the table, where one came from. */
  readonly onLeave: () => void;
  readonly onClear: () => void;
};

/** Why somebody's mark is what it is, and marking one or several by hand. */
export function MarkingPanel({ ref, session, lines, onChanged, onLeave, onClear }: Props): ReactNode {
  const { messages } = useWords();
  const [marked, setMarked] = useState<Marked | null>(null);
  const action = useAction();
  const mayMark = useMayMark(session);
  const words = messages.marking;
  useEscape(ref, onLeave);
  const mark = ({ status, reason, note }: Marking): void => {
    const undo = marksToTakeBack(lines);
    const marks = lines.map(({ personId }) => ({ personId, status, reason, note }));
    action.run(setMarks(session.sessionId, marks), () => {
      setMarked({ status, count: lines.length, undo });
      onChanged();
      onLeave();
    });
  };
  const takeBack = (undo: Marked['undo']): void =>
    action.run(setMarks(session.sessionId, undo), () => {
      setMarked(null);
      onChanged();
    });
  return (
    <section ref={ref} className={styles['panel']} aria-label={words.title}>
      <div role="status" className={styles['said']}>
        {marked !== null && (
          <Notice
            tone="good"
            action={
              <Button isPending={action.isBusy} onPress={() => takeBack(marked.undo)}>
                {words.undo}
              </Button>
            }
          >
            <MarkedWords status={marked.status} count={marked.count} />
          </Notice>
        )}
      </div>
      <ProblemNotice problem={action.problem} />
      {lines.length === 0 ? (
        <KeyHelp />
      ) : (
        <>
          <ChosenLines lines={lines} onClear={onClear} />
          {mayMark.may ? (
            <MarkForm
              key={lines.map(({ personId }) => personId).join()}
              isBusy={action.isBusy}
              hasHandMark={lines.some(({ flags }) => flags.includes('manual'))}
              onMark={mark}
            />
          ) : (
            <Notice tone="plain">{mayMark.why}</Notice>
          )}
        </>
      )}
    </section>
  );
}

function MarkedWords({ status, count }: { readonly status: HandMark; readonly count: number }): ReactNode {
  const { messages, attendance } = useWords();
  const words = messages.marking;
  return status === 'derived' ? words.derived : words.done(count, attendance.status[status]);
}

function useEscape(ref: RefObject<HTMLElement | null>, onEscape: () => void): void {
  useEffect(() => {
    const panel = ref.current;
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onEscape();
    };
    panel?.addEventListener('keydown', leave);
    return () => panel?.removeEventListener('keydown', leave);
  }, [ref, onEscape]);
}
