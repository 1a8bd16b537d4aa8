import { type ReactNode, useState } from 'react';
import type { User } from '#contracts/hub-api/auth.ts';
import { useAction } from '../api/use-action.ts';
import { setPin } from '../api/user-requests.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { DialogActions, DialogFrame } from '../parts/dialogs.tsx';
import { Notice, ProblemNotice } from '../parts/notice.tsx';
import { TextField } from '../parts/text-field.tsx';

/** As the hub demands. */
const PIN = /^\d{6,12}$/;

type Props = { readonly user: User; readonly onClose: () => void };

/** A PIN for the kiosks, for whoever the account belongs to. */
export function NewPin({ user, onClose }: Props): ReactNode {
  const { messages } = useWords();
  const words = messages.accounts.pin;
  return (
    <DialogFrame
      title={words.title(user.name ?? user.username)}
      lead={words.lead[user.role]}
      isOpen
      onClose={onClose}
    >
      <PinForm user={user} onClose={onClose} />
    </DialogFrame>
  );
}

function PinForm({ user, onClose }: Props): ReactNode {
  const { messages } = useWords();
  const action = useAction();
  const [pin, setTyped] = useState('');
  const [isDone, setIsDone] = useState(false);
  const words = messages.accounts.pin;
  const { personId } = user;
  if (isDone || personId === null) {
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
        label={words.pin}
        help={words.help}
        type="password"
        autoComplete="off"
        autoFocus
        maxLength={12}
        value={pin}
        onChange={setTyped}
      />
      <ProblemNotice problem={action.problem} />
      <DialogActions>
        <Button onPress={onClose}>{messages.common.cancel}</Button>
        <Button
          look="primary"
          isDisabled={!PIN.test(pin)}
          isPending={action.isBusy}
          onPress={() => action.run(setPin(personId, pin), () => setIsDone(true))}
        >
          {action.isBusy ? words.acting : words.act}
        </Button>
      </DialogActions>
    </>
  );
}
