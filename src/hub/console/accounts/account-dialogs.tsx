import type { ReactNode } from 'react';
import type { User, UserPassword } from '#contracts/hub-api/auth.ts';
import { unreachable } from '#domain/unreachable.ts';
import { useAction } from '../api/use-action.ts';
import { disableUser, enableUser, newPassword } from '../api/user-requests.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { Confirm, DialogActions, DialogFrame } from '../parts/dialogs.tsx';
import styles from './accounts-page.module.css';
import { NewPin } from './new-pin.tsx';

/** What is being done to an account. */
export type AccountStep =
  | { readonly name: 'none' }
  | { readonly name: 'new-password' | 'pin' | 'disable' | 'enable'; readonly user: User }
  /** Told once. */
  | { readonly name: 'password'; readonly user: User; readonly password: string };

type Props = {
  readonly step: AccountStep;
  readonly onPassword: (made: UserPassword) => void;
  readonly onChanged: (user: User) => void;
  readonly onClose: () => void;
};

export function AccountDialogs({ step, onPassword, onChanged, onClose }: Props): ReactNode {
  const { messages } = useWords();
  const action = useAction();
  const words = messages.accounts;
  const close = (): void => {
    action.clear();
    onClose();
  };
  const common = { keep: messages.common.cancel, isOpen: true, action, onClose: close };
  switch (step.name) {
    case 'none':
      return null;
    case 'new-password':
      return (
        <Confirm
          {...common}
          title={words.newPasswordTitle(step.user.username)}
          lead={words.newPasswordLead}
          act={words.newPasswordAct}
          onAct={() => action.run(newPassword(step.user.id), onPassword)}
        />
      );
    case 'pin':
      return <NewPin user={step.user} onClose={close} />;
    case 'disable':
      return (
        <Confirm
          {...common}
          title={words.disableTitle(step.user.username)}
          lead={words.disableLead}
          act={words.disableAct}
          onAct={() => action.run(disableUser(step.user.id), onChanged)}
        />
      );
    case 'enable':
      return (
        <Confirm
          {...common}
          title={words.enableTitle(step.user.username)}
          lead={words.enableLead}
          act={words.enable}
          onAct={() => action.run(enableUser(step.user.id), onChanged)}
        />
      );
    case 'password':
      return (
        <DialogFrame
          title={words.passwordTitle(step.user.username)}
          lead={words.passwordLead}
          isOpen
          onClose={close}
        >
          <div className={styles['password']}>
            <code translate="no">{step.password}</code>
            <CopyButton text={step.password} />
          </div>
          <DialogActions>
            <Button look="primary" onPress={close}>
              {words.done}
            </Button>
          </DialogActions>
        </DialogFrame>
      );
    default:
      return unreachable(step);
  }
}
