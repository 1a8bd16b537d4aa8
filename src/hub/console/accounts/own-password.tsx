import { type ReactNode, useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { changeOwnPassword } from '../api/user-requests.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { DialogActions, DialogFrame } from '../parts/dialogs.tsx';
import { Notice, ProblemNotice } from '../parts/notice.tsx';
import { TextField } from '../parts/text-field.tsx';

/** As the hub demands. */
const SHORTEST = 10;

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** Changing the password of whoever is signed in. */
export function OwnPassword({ isOpen, onClose }: Props): ReactNode {
  const words = useWords().messages.accounts.own;
  return (
    <DialogFrame title={words.title} lead={words.lead} isOpen={isOpen} onClose={onClose}>
      <PasswordForm onClose={onClose} />
    </DialogFrame>
  );
}

function PasswordForm({ onClose }: Pick<Props, 'onClose'>): ReactNode {
  const { messages } = useWords();
  const action = useAction();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isDone, setIsDone] = useState(false);
  const words = messages.accounts.own;
  if (isDone) {
    return (
      <>
        <Notice tone="good">{words.done}</Notice>
        <DialogActions>
          <Button look="primary" autoFocus onPress={onClose}>
            {messages.common.close}
          </Button>
        </DialogActions>
      </>
    );
  }
  return (
    <>
      <TextField
        label={words.current}
        type="password"
        autoComplete="current-password"
        autoFocus
        value={current}
        onChange={setCurrent}
      />
      <TextField
        label={words.next}
        help={words.nextHelp}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={setNext}
      />
      <ProblemNotice problem={action.problem} />
      <DialogActions>
        <Button onPress={onClose}>{messages.common.cancel}</Button>
        <Button
          look="primary"
          isDisabled={current === '' || next.length < SHORTEST}
          isPending={action.isBusy}
          onPress={() => action.run(changeOwnPassword(current, next), () => setIsDone(true))}
        >
          {action.isBusy ? words.acting : words.act}
        </Button>
      </DialogActions>
    </>
  );
}
