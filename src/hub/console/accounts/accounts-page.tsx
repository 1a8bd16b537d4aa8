import { type ReactNode, useState } from 'react';
import type { User, UserPassword } from '#contracts/hub-api/auth.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { allUsers } from '../api/user-requests.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useWords } from '../messages/console-words.ts';
import { SkeletonRows } from '../parts/skeleton.tsx';
import table from '../parts/table.module.css';
import { WhenLoaded } from '../parts/when-loaded.tsx';
import { AccountDialogs, type AccountStep } from './account-dialogs.tsx';
import styles from './accounts-page.module.css';
import { AccountsTable } from './accounts-table.tsx';
import { AddAccount } from './add-account.tsx';

/** Who may sign in here. */
export function AccountsPage(): ReactNode {
  const { messages } = useWords();
  const { loaded, store } = useLoaded(allUsers);
  const [step, setStep] = useState<AccountStep>({ name: 'none' });
  const words = messages.accounts;
  const showPassword = ({ user, password }: UserPassword): void => {
    store.reload();
    setStep(password === null ? { name: 'none' } : { name: 'password', user, password });
  };
  const replace = (changed: User): void => {
    store.put((answer) => ({ users: answer.users.map((user) => (user.id === changed.id ? changed : user)) }));
    setStep({ name: 'none' });
  };
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        <PageTitle title={words.title} />
        <p>{words.lead}</p>
        <AddAccount onAdded={showPassword} />
      </div>
      <div className={table['card']}>
        <WhenLoaded loaded={loaded} skeleton={<SkeletonRows count={5} />} onRetry={store.reload}>
          {({ users }) => <AccountsTable users={users} onStep={setStep} />}
        </WhenLoaded>
      </div>
      <AccountDialogs
        step={step}
        onPassword={showPassword}
        onChanged={replace}
        onClose={() => setStep({ name: 'none' })}
      />
    </div>
  );
}
