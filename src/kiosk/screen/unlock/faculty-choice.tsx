import { ChevronRight, CreditCard } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FacultyChoice } from '#contracts/engine-link/unlock-attempt.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './faculty-choice.module.css';

type Props = { readonly faculty: readonly FacultyChoice[]; readonly none: string };

/** Who of those who may prove it is here. */
export function FacultyChoiceList({ faculty, none }: Props): ReactNode {
  const { messages, command } = useScreen();
  if (faculty.length === 0) return <p className={styles['none']}>{none}</p>;
  return (
    <ul className={styles['list']}>
      {faculty.map(({ personId, name, hasPin }) => (
        <li key={personId}>
          <Button
            className={styles['choice']}
            disabled={!hasPin}
            onClick={() => command({ type: 'choose-faculty', personId })}
          >
            <PersonName className={styles['name']} name={name} />
            {hasPin ? (
              <ChevronRight aria-hidden="true" />
            ) : (
              <span className={styles['card']}>
                <CreditCard aria-hidden="true" />
                {messages.unlock.cardOnly}
              </span>
            )}
          </Button>
        </li>
      ))}
    </ul>
  );
}
