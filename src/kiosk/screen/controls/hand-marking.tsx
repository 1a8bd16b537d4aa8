import { Search, X } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { RosterLine } from '#contracts/engine-link/screen-state.ts';
import type { PersonId } from '#domain/ids.ts';
import { Button } from '../frame/button.tsx';
import { OnScreenKeyboard } from '../keyboard/on-screen-keyboard.tsx';
import { useScreen } from '../screen-context.ts';
import { findInRoster, type RosterFilter } from './find-in-roster.ts';
import styles from './hand-marking.module.css';
import { RosterRow } from './roster-row.tsx';

type Props = {
  readonly roster: readonly RosterLine[];
  readonly isSearching: boolean;
  readonly onSearching: (isSearching: boolean) => void;
};

/** The class list, for those who came without a card or a phone. */
export function HandMarking({ roster, isSearching, onSearching }: Props): ReactNode {
  const { messages } = useScreen();
  const [sought, setSought] = useState('');
  const [filter, setFilter] = useState<RosterFilter>('not-yet');
  const [open, setOpen] = useState<PersonId | null>(null);
  const fieldRef = useRef<HTMLInputElement>(null);
  const heading = useId();
  const words = messages.controls;
  const notYet = roster.filter((line) => line.status === '?').length;
  const found = findInRoster(roster, sought, sought === '' ? filter : 'everyone');
  return (
    <section className={styles['marking']} aria-labelledby={heading}>
      <h2 className="visually-hidden" id={heading}>
        {words.markByHand}
      </h2>
      <div className={styles['tools']}>
        <div className={styles['search']}>
          <Search className={styles['glass']} aria-hidden="true" />
          <input
            ref={fieldRef}
            className={styles['field']}
            type="text"
            inputMode="none"
            autoComplete="off"
            placeholder={words.search}
            aria-label={`${words.markByHand}: ${words.search}`}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
            onPointerDown={() => onSearching(true)}
          />
          {(sought !== '' || isSearching) && (
            <Button
              look="quiet"
              aria-label={words.clearSearch}
              onClick={() => {
                setSought('');
                onSearching(false);
              }}
            >
              <X aria-hidden="true" />
            </Button>
          )}
        </div>
        <fieldset className={styles['filters']} aria-label={words.markByHand}>
          <Button aria-pressed={filter === 'not-yet'} onClick={() => setFilter('not-yet')}>
            {words.notYet(notYet)}
          </Button>
          <Button aria-pressed={filter === 'everyone'} onClick={() => setFilter('everyone')}>
            {words.everyone(roster.length)}
          </Button>
        </fieldset>
      </div>
      {found.length === 0 ? (
        <p className={styles['nobody']}>
          {sought === '' && notYet === 0 ? words.everyoneHere : words.nobodyFound}
        </p>
      ) : (
        <ul className={styles['list']}>
          {found.map((line) => (
            <RosterRow
              key={line.personId}
              line={line}
              isOpen={open === line.personId}
              onToggle={() => setOpen(open === line.personId ? null : line.personId)}
            />
          ))}
        </ul>
      )}
      {isSearching && <OnScreenKeyboard target={fieldRef} layout="names" onHide={() => onSearching(false)} />}
    </section>
  );
}
