import { type ReactNode, type SubmitEvent, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { LANGUAGE_NAMES, LANGUAGES } from '#ui/language/language.ts';
import type { Problem } from '../api/problem.ts';
import { useConsole } from '../console-context.ts';
import { PageTitle } from '../frame/page-title.tsx';
import iconUrl from '../icon.svg';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { Notice, ProblemNotice } from '../parts/notice.tsx';
import { TextField } from '../parts/text-field.tsx';
import type { ConsoleState } from '../state/console-state.ts';
import styles from './sign-in.module.css';

type Props = { readonly why: Extract<ConsoleState, { readonly name: 'signed-out' }>['why'] };

/** The address stays what it was, so that whoever signs in is where they wanted to be. */
export function SignInPage({ why }: Props): ReactNode {
  const { messages, language, chooseLanguage } = useWords();
  const words = messages.signIn;
  return (
    <main className={styles['page']}>
      <div className={styles['box']}>
        <p className={styles['name']}>
          <img src={iconUrl} alt="" className={styles['sign']} />
          Muster
        </p>
        <div className={styles['form']}>
          <PageTitle title={words.title} />
          {why === 'first' ? (
            <p className={styles['lead']}>{words.lead}</p>
          ) : (
            <Notice tone="plain">{words[why]}</Notice>
          )}
          <SignInForm />
        </div>
        <div className={styles['languages']}>
          {LANGUAGES.map((one) => (
            <ToggleButton
              key={one}
              className={styles['language'] ?? ''}
              isSelected={one === language}
              onChange={() => chooseLanguage(one)}
            >
              <span lang={one}>{LANGUAGE_NAMES[one]}</span>
            </ToggleButton>
          ))}
        </div>
      </div>
    </main>
  );
}

function SignInForm(): ReactNode {
  const { messages } = useWords();
  const hubConsole = useConsole();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const words = messages.signIn;
  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setIsBusy(true);
    setProblem(null);
    const answer = await hubConsole.signIn({
      username: String(fields.get('username') ?? ''),
      password: String(fields.get('password') ?? ''),
    });
    setIsBusy(false);
    if (!answer.ok) setProblem(answer.error);
  };
  return (
    <form className={styles['form-fields'] ?? ''} onSubmit={(event) => void submit(event)}>
      <TextField label={words.username} name="username" autoComplete="username" isRequired autoFocus />
      <TextField
        label={words.password}
        name="password"
        type="password"
        autoComplete="current-password"
        isRequired
      />
      <ProblemNotice problem={problem} />
      <Button look="primary" type="submit" isPending={isBusy}>
        {isBusy ? words.acting : words.act}
      </Button>
    </form>
  );
}
