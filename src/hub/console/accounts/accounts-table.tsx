import { Ban, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Cell, Row, Table, TableBody, TableHeader } from 'react-aria-components';
import type { User } from '#contracts/hub-api/auth.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { useUser } from '../console-context.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { Chip } from '../parts/chip.tsx';
import { SortColumn } from '../parts/sort-column.tsx';
import table from '../parts/table.module.css';
import type { AccountStep } from './account-dialogs.tsx';
import styles from './accounts-page.module.css';

type Props = { readonly users: readonly User[]; readonly onStep: (step: AccountStep) => void };

export function AccountsTable({ users, onStep }: Props): ReactNode {
  const { messages } = useWords();
  const words = messages.accounts;
  const sorted = users.toSorted(
    (a, b) => Number(a.disabled) - Number(b.disabled) || a.username.localeCompare(b.username),
  );
  return (
    <Table className={table['table'] ?? ''} aria-label={words.title}>
      <TableHeader>
        <SortColumn id="username" isRowHeader allowsSorting={false} widthClass={styles['username']}>
          {words.column.username}
        </SortColumn>
        <SortColumn id="name" allowsSorting={false}>
          {words.column.name}
        </SortColumn>
        <SortColumn id="role" allowsSorting={false} widthClass={styles['role']}>
          {words.column.role}
        </SortColumn>
        <SortColumn id="state" allowsSorting={false} widthClass={styles['state']}>
          {words.column.state}
        </SortColumn>
        <SortColumn id="actions" allowsSorting={false} isLabelHidden widthClass={styles['actions']}>
          {words.column.actions}
        </SortColumn>
      </TableHeader>
      <TableBody items={sorted} dependencies={[messages]}>
        {(user) => <AccountRow user={user} onStep={onStep} />}
      </TableBody>
    </Table>
  );
}

type RowProps = { readonly user: User; readonly onStep: (step: AccountStep) => void };

function AccountRow({ user, onStep }: RowProps): ReactNode {
  const { messages } = useWords();
  const own = useUser().username;
  const words = messages.accounts;
  const { username, name, role, disabled } = user;
  const cell = table['cell'] ?? '';
  return (
    <Row id={user.id} textValue={username} className={table['row'] ?? ''}>
      <Cell className={`${cell} ${table['strong']}`}>{username}</Cell>
      <Cell className={cell}>{name === null ? messages.common.none : <PersonName name={name} />}</Cell>
      <Cell className={cell}>{words.roles[role]}</Cell>
      <Cell className={cell}>
        <Chip icon={disabled ? Ban : CircleCheck} tone={disabled ? 'plain' : 'good'}>
          {disabled ? words.disabled : words.active}
        </Chip>
      </Cell>
      <Cell className={`${cell} ${styles['actions-cell']}`}>
        {!disabled && user.personId !== null && (
          <Button
            look="quiet"
            aria-label={words.pin.label(username)}
            onPress={() => onStep({ name: 'pin', user })}
          >
            {words.pin.short}
          </Button>
        )}
        {!disabled && (
          <Button
            look="quiet"
            aria-label={words.newPasswordLabel(username)}
            onPress={() => onStep({ name: 'new-password', user })}
          >
            {words.newPassword}
          </Button>
        )}
        {username !== own && (
          <Button
            look="quiet"
            aria-label={disabled ? words.enableLabel(username) : words.disableLabel(username)}
            onPress={() => onStep({ name: disabled ? 'enable' : 'disable', user })}
          >
            {disabled ? words.enable : words.disable}
          </Button>
        )}
      </Cell>
    </Row>
  );
}
