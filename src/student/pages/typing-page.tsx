import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useWords } from '../messages/student-words.ts';
import { Button } from '../parts/button.tsx';
import { Institution, OwnerName } from '../parts/institution.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useProblemWords } from '../parts/use-problem-words.ts';
import type { StudentState } from '../state/student-state.ts';
import { useStudent } from '../student-context.tsx';

type Props = { readonly state: Extract<StudentState, { readonly name: 'typing' }> };

const DIGITS = 8;

/** For whoever has no camera, or one that won't. */
export function TypingPage({ state: { busy, problem } }: Props): ReactNode {
  const { messages } = useWords();
  const student = useStudent();
  const problemWords = useProblemWords();
  const [text, setText] = useState('');
  const words = messages.typing;
  const digits = text.replaceAll(/\D/g, '').slice(0, DIGITS);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (digits.length === DIGITS) void student.checkingIn.typed(digits);
  };
  // The hub's word for a wrong code speaks of sign-in codes elsewhere.
  const isWrong = problem?.kind === 'hub-says' && problem.code === 'code-wrong';
  return (
    <form onSubmit={submit}>
      <Page
        head={<Institution />}
        headEnd={<OwnerName />}
        label={words.title}
        actions={
          <>
            <Button kind="primary" submits busy={busy || digits.length < DIGITS}>
              {busy ? words.acting : words.act}
            </Button>
            <Button kind="plain" onPress={() => student.checkingIn.openScanner(null)}>
              {words.scan}
            </Button>
          </>
        }
      >
        <h1>{words.title}</h1>
        <p className="lead">{words.help}</p>
        <label className="field">
          <span>{words.label}</span>
          <input
            className="digits-input"
            inputMode="numeric"
            autoComplete="off"
            // Only ever opened by the person's own press, for typing into.
            // biome-ignore lint/a11y/noAutofocus: it is all there is on this page
            autoFocus
            value={digits.length > 4 ? `${digits.slice(0, 4)} ${digits.slice(4)}` : digits}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        {problem !== null && (
          <Notice tone="stop">{isWrong ? messages.problem.digits : problemWords(problem)}</Notice>
        )}
      </Page>
    </form>
  );
}
