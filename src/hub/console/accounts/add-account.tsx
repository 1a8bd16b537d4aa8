import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { UserPassword, UserRole } from '#contracts/hub-api/auth.ts';
import type { PersonId } from '#domain/ids.ts';
import { useAction } from '../api/use-action.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { allFaculty, newUser } from '../api/user-requests.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { DialogActions, DialogFrame } from '../parts/dialogs.tsx';
import { ProblemNotice } from '../parts/notice.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TextField } from '../parts/text-field.tsx';
import { WhenLoaded } from '../parts/when-loaded.tsx';

type Props = { readonly onAdded: (made: UserPassword) => void };

export function AddAccount({ onAdded }: Props): ReactNode {
  const words = useWords().messages.accounts;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button look="primary" onPress={() => setIsOpen(true)}>
        <Plus aria-hidden="true" />
        {words.add}
      </Button>
      <DialogFrame
        title={words.addTitle}
        lead={words.addLead}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
      >
        <AccountForm
          onAdded={(made) => {
            setIsOpen(false);
            onAdded(made);
          }}
          onClose={() => setIsOpen(false)}
        />
      </DialogFrame>
    </>
  );
}

const ROLES: readonly UserRole[] = ['faculty', 'admin'];

function AccountForm({ onAdded, onClose }: Props & { readonly onClose: () => void }): ReactNode {
  const { messages } = useWords();
  const faculty = useLoaded(allFaculty);
  const action = useAction();
  const [username, setUsername] = useState('');
  const [role, setRole] = useState<UserRole>('faculty');
  const [personId, setPersonId] = useState<PersonId | null>(null);
  const words = messages.accounts;
  // A teacher's account that is nobody's could run no class.
  const isComplete = username.trim() !== '' && (role === 'admin' || personId !== null);
  const create = (): void => action.run(newUser({ username: username.trim(), role, personId }), onAdded);
  return (
    <>
      <SelectField
        label={words.role}
        value={role}
        onChange={setRole}
        choices={ROLES.map((id) => ({ id, label: words.roles[id] }))}
      />
      <WhenLoaded
        loaded={faculty.loaded}
        skeleton={<SkeletonRows count={1} />}
        onRetry={faculty.store.reload}
      >
        {({ people }) => (
          <SelectField<PersonId>
            label={words.person}
            placeholder={words.chooseFaculty}
            value={personId}
            onChange={setPersonId}
            choices={people.map(({ id, name }) => ({ id, label: name }))}
          />
        )}
      </WhenLoaded>
      <TextField
        label={words.username}
        help={words.usernameHelp}
        value={username}
        onChange={setUsername}
        maxLength={80}
        autoComplete="off"
      />
      <ProblemNotice problem={action.problem} />
      <DialogActions>
        <Button onPress={onClose}>{messages.common.cancel}</Button>
        <Button look="primary" isDisabled={!isComplete} isPending={action.isBusy} onPress={create}>
          {action.isBusy ? words.creating : words.create}
        </Button>
      </DialogActions>
    </>
  );
}
