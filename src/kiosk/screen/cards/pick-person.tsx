import { IdCard, Search, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { CardsPage } from '#contracts/engine-link/panel/cards-page.ts';
import type { PersonId } from '#domain/ids.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { findPeople } from '../controls/find-in-roster.ts';
import { Button } from '../frame/button.tsx';
import { OnScreenKeyboard } from '../keyboard/on-screen-keyboard.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './pick-person.module.css';
import { useCardsAction } from './use-cards-action.ts';

type Step = Extract<CardsPage['step'], { kind: 'choosing' }>;

/** Whose the card is that was just read: those without a card first, since it is nearly always one of them. */
export function PickPerson({ step }: { readonly step: Step }): ReactNode {
  const { messages } = useScreen();
  const act = useCardsAction();
  const [sought, setSought] = useState('');
  const [isSearching, setSearching] = useState(false);
  const [open, setOpen] = useState<PersonId | null>(null);
  const without = step.people.filter(({ hasCard }) => !hasCard);
  const [onlyWithout, setOnlyWithout] = useState(without.length > 0);
  const fieldRef = useRef<HTMLInputElement>(null);
  const words = messages.cards;
  const found = findPeople(onlyWithout && sought === '' ? without : step.people, sought);
  return (
    <div className={styles['picking']}>
      <div className={styles['top']}>
        <div>
          <h2 className={styles['heading']}>{words.whose}</h2>
          <p className={styles['reader']}>{words.readAt(step.reader)}</p>
        </div>
        <Button onClick={() => act({ type: 'start-over' })}>{words.startOver}</Button>
      </div>
      <div className={styles['tools']}>
        <div className={styles['search']}>
          <Search className={styles['glass']} aria-hidden="true" />
          <input
            ref={fieldRef}
            className={styles['field']}
            type="text"
            inputMode="none"
            autoComplete="off"
            placeholder={messages.controls.search}
            aria-label={`${words.whose} ${messages.controls.search}`}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
            onPointerDown={() => setSearching(true)}
          />
          {sought !== '' && (
            <Button look="quiet" aria-label={messages.controls.clearSearch} onClick={() => setSought('')}>
              <X aria-hidden="true" />
            </Button>
          )}
        </div>
        <fieldset className={styles['filters']} aria-label={words.whose}>
          <Button aria-pressed={onlyWithout} onClick={() => setOnlyWithout(true)}>
            {words.without(without.length)}
          </Button>
          <Button aria-pressed={!onlyWithout} onClick={() => setOnlyWithout(false)}>
            {words.everyone(step.people.length)}
          </Button>
        </fieldset>
      </div>
      {found.length === 0 && (
        <p className={styles['nobody']}>
          {sought === '' && onlyWithout ? words.everyoneHasOne : messages.controls.nobodyFound}
        </p>
      )}
      <ul className={styles['list']}>
        {found.map((person) => (
          <PersonRow
            key={person.personId}
            person={person}
            isOpen={open === person.personId}
            onToggle={() => setOpen(open === person.personId ? null : person.personId)}
          />
        ))}
      </ul>
      {isSearching && (
        <OnScreenKeyboard target={fieldRef} layout="names" onHide={() => setSearching(false)} />
      )}
    </div>
  );
}

type RowProps = {
  readonly person: Step['people'][number];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

/** One person; touched, the card is theirs at a second touch, so that a slip of the finger gives nobody a card. */
function PersonRow({ person, isOpen, onToggle }: RowProps): ReactNode {
  const { messages } = useScreen();
  const act = useCardsAction();
  const words = messages.cards;
  return (
    <li className={styles['row']}>
      <button type="button" className={styles['person']} aria-expanded={isOpen} onClick={onToggle}>
        <PersonName className={styles['name']} name={person.name} />
        <span className={styles['number']}>{person.studentNumber}</span>
        <span className={styles['has']}>{person.hasCard ? words.hasCard : words.hasNone}</span>
      </button>
      {isOpen && (
        <Button
          look="primary"
          className={styles['give']}
          onClick={() => act({ type: 'give', personId: person.personId })}
        >
          <IdCard aria-hidden="true" />
          {words.give(person.name)}
        </Button>
      )}
    </li>
  );
}
