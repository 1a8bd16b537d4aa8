import { Search, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { PersonId } from '#domain/ids.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { findPeople } from '../controls/find-in-roster.ts';
import { Button } from '../frame/button.tsx';
import { OnScreenKeyboard } from '../keyboard/on-screen-keyboard.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './person-picker.module.css';

export type PickablePerson = {
  readonly personId: PersonId;
  readonly name: string;
  readonly studentNumber: string;
  /** How the person stands, in a word or two. */
  readonly note: string;
  /** Among those that the picker shows at first. */
  readonly isLikely: boolean;
};

type Props = {
  readonly heading: string;
  readonly lead: string;
  /** Beside the heading. */
  readonly action?: ReactNode;
  readonly people: readonly PickablePerson[];
  /** What the likely ones are called, and everybody, each with how many they are. */
  readonly likely: string;
  readonly everyone: string;
  readonly noneLikely: string;
  /** What can be done with a person whose row was touched: a second touch, so that a slip of the finger does nothing. */
  readonly choices: (personId: PersonId) => ReactNode;
};

/**
 * A list of people to pick one from, the likeliest first; searched by name or number. While the keyboard is there everything else makes room,
 * so that on a small display whoever is found can be seen.
 */
export function PersonPicker({ heading, lead, action, people, choices, ...words }: Props): ReactNode {
  const { messages } = useScreen();
  const [sought, setSought] = useState('');
  const [isSearching, setSearching] = useState(false);
  const [open, setOpen] = useState<PersonId | null>(null);
  const likely = people.filter(({ isLikely }) => isLikely);
  const [onlyLikely, setOnlyLikely] = useState(likely.length > 0);
  const fieldRef = useRef<HTMLInputElement>(null);
  const found = findPeople(onlyLikely && sought === '' ? likely : people, sought);
  return (
    <div className={styles['picking']}>
      {!isSearching && (
        <div className={styles['top']}>
          <div>
            <h2 className={styles['heading']}>{heading}</h2>
            <p className={styles['reader']}>{lead}</p>
          </div>
          {action}
        </div>
      )}
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
            aria-label={`${heading} ${messages.controls.search}`}
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
        {!isSearching && (
          <fieldset className={styles['filters']} aria-label={heading}>
            <Button aria-pressed={onlyLikely} onClick={() => setOnlyLikely(true)}>
              {words.likely}
            </Button>
            <Button aria-pressed={!onlyLikely} onClick={() => setOnlyLikely(false)}>
              {words.everyone}
            </Button>
          </fieldset>
        )}
      </div>
      {found.length === 0 && (
        <p className={styles['nobody']}>
          {sought === '' && onlyLikely ? words.noneLikely : messages.controls.nobodyFound}
        </p>
      )}
      <ul className={styles['list']}>
        {found.map((person) => (
          <PersonRow
            key={person.personId}
            person={person}
            isOpen={open === person.personId}
            onToggle={() => {
              setSearching(false);
              setOpen(open === person.personId ? null : person.personId);
            }}
          >
            {choices(person.personId)}
          </PersonRow>
        ))}
      </ul>
      {isSearching && (
        <OnScreenKeyboard target={fieldRef} layout="names" onHide={() => setSearching(false)} />
      )}
    </div>
  );
}

type RowProps = {
  readonly person: PickablePerson;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
};

function PersonRow({ person, isOpen, onToggle, children }: RowProps): ReactNode {
  return (
    <li className={styles['row']}>
      <button type="button" className={styles['person']} aria-expanded={isOpen} onClick={onToggle}>
        <PersonName className={styles['name']} name={person.name} />
        <span className={styles['number']}>{person.studentNumber}</span>
        <span className={styles['has']}>{person.note}</span>
      </button>
      {isOpen && <div className={styles['choices']}>{children}</div>}
    </li>
  );
}
