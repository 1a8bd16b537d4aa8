import { KeyRound, Smartphone } from 'lucide-react';
import { type ReactNode, type SubmitEvent, useId } from 'react';
import { useWords } from '../messages/student-words.ts';
import { Button } from '../parts/button.tsx';
import { Institution } from '../parts/institution.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useProblemWords } from '../parts/use-problem-words.ts';
import type { Claim, StudentState } from '../state/student-state.ts';
import { useStudent } from '../student-context.tsx';

type Props = { readonly state: Extract<StudentState, { readonly name: 'sign-in' }> };

/** Binds this phone to a person, once. */
export function SignInPage({ state: { why, claim, busy, problem } }: Props): ReactNode {
  const { messages } = useWords();
  const student = useStudent();
  const problemWords = useProblemWords();
  const form = useId();
  const words = messages.signIn;
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    void student.signIn(String(fields.get('number') ?? ''), String(fields.get('code') ?? ''));
  };
  return (
    <form id={form} onSubmit={submit}>
      <Page
        head={<Institution />}
        label={words.title}
        actions={
          <Button kind="primary" submits busy={busy}>
            {busy ? words.acting : words.act}
          </Button>
        }
      >
        <h1>{words.title}</h1>
        <p className="lead">{words.why[why]}</p>
        {claim !== null && <AndThen claim={claim} />}
        <label className="field">
          <span>{words.number}</span>
          <input
            name="number"
            required
            maxLength={40}
            autoComplete="username"
            autoCapitalize="characters"
            spellCheck={false}
          />
        </label>
        <label className="field">
          <span>{words.code}</span>
          <input
            name="code"
            required
            minLength={4}
            maxLength={40}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            className="code-input"
            aria-describedby={`${form}-help`}
          />
          <span id={`${form}-help`} className="quiet">
            {words.codeHelp}
          </span>
        </label>
        {problem !== null && <Notice tone="stop">{problemWords(problem)}</Notice>}
        <ul className="facts-list">
          <li>
            <KeyRound aria-hidden="true" />
            {words.facts[0]}
          </li>
          <li>
            <Smartphone aria-hidden="true" />
            {words.facts[1]}
          </li>
        </ul>
      </Page>
    </form>
  );
}

function AndThen({ claim }: { readonly claim: Claim }): ReactNode {
  const { messages } = useWords();
  const facts = claim.kind === 'ticket' ? claim.ticket.offer.class : null;
  const words = facts === null ? messages.signIn.andThenUnknown : messages.signIn.andThen(facts.courseTitle);
  return <Notice tone="plain">{words}</Notice>;
}
