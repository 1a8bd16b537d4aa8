import { ArrowLeft, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FacultyChoice, UnlockAttempt } from '#contracts/engine-link/unlock-attempt.ts';
import type { PersonId } from '#domain/ids.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import { FacultyChoiceList } from './faculty-choice.tsx';
import { PinPad } from './pin-pad.tsx';
import styles from './unlock-panel.module.css';
import { useEscape } from './use-escape.ts';

type Props = {
  readonly heading: string;
  readonly lead: string;
  /** Said where there is nobody to choose. */
  readonly none: string;
  readonly faculty: readonly FacultyChoice[];
  readonly chosen: PersonId | null;
  readonly attempt: UnlockAttempt;
};

/** Proof of who is standing here: choose a name, enter a PIN. Used for opening a class, its controls and the keeper's panel. */
export function UnlockPanel({ heading, lead, none, faculty, chosen, attempt }: Props): ReactNode {
  const { messages, command } = useScreen();
  const teacher = faculty.find(({ personId }) => personId === chosen);
  const cancel = (): void => command({ type: 'cancel' });
  useEscape(cancel);
  return (
    <section className={styles['panel']} aria-label={heading}>
      <header className={styles['header']}>
        {teacher === undefined ? (
          <div className={styles['titles']}>
            <h1 className={styles['title']}>{heading}</h1>
            <p className={styles['lead']}>{lead}</p>
          </div>
        ) : (
          <>
            <Button
              look="quiet"
              className={styles['back']}
              aria-label={messages.unlock.notYou}
              onClick={() => command({ type: 'choose-faculty', personId: null })}
            >
              <ArrowLeft aria-hidden="true" />
            </Button>
            <h1 className={`${styles['title']} ${styles['teacher']}`}>
              <PersonName name={teacher.name} />
            </h1>
          </>
        )}
        <Button look="quiet" aria-label={messages.common.cancel} onClick={cancel}>
          <X aria-hidden="true" />
        </Button>
      </header>
      {teacher === undefined ? (
        <FacultyChoiceList faculty={faculty} none={none} />
      ) : (
        <PinPad key={teacher.personId} personId={teacher.personId} attempt={attempt} />
      )}
    </section>
  );
}
