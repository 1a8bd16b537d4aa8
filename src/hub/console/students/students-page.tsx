import { UserRound, UserRoundSearch } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { People } from '#contracts/hub-api/people.ts';
import type { PersonId } from '#domain/ids.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { findStudents } from '../api/people-requests.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { usePlaces } from '../console-context.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useWords } from '../messages/console-words.ts';
import { Empty } from '../parts/empty.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { WhenLoaded } from '../parts/when-loaded.tsx';
import { addressOf } from '../state/place.ts';
import { StudentDetail } from './student-detail.tsx';
import styles from './students-page.module.css';

type Props = {
  readonly search: string;
  /** Whose details are shown. */
  readonly personId: PersonId | null;
};

/** Long enough that a name typed quickly is one search. */
const TYPING_PAUSE_MS = 200;

/** Finding a student on the left, everything about the one chosen on the right. */
export function StudentsPage({ search, personId }: Props): ReactNode {
  const { messages } = useWords();
  const [sought, setSought] = useState(search);
  const asked = useSettled(sought);
  const words = messages.students;
  return (
    <div className={styles['page']}>
      <PageTitle title={words.title} />
      <div className={styles['find']}>
        <SearchBox label={words.search} value={sought} onChange={setSought} />
        <Found sought={asked} personId={personId} />
      </div>
      <div className={styles['detail']}>
        {personId === null ? (
          <Empty icon={UserRound} title={words.pickTitle}>
            {words.pickHelp}
          </Empty>
        ) : (
          <StudentDetail key={personId} personId={personId} />
        )}
      </div>
    </div>
  );
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function Found({
  sought,
  personId,
}: {
  readonly sought: string;
  readonly personId: PersonId | null;
}): ReactNode {
  const { messages } = useWords();
  const { loaded, store } = useLoaded(findStudents(sought));
  const words = messages.students;
  return (
    <WhenLoaded loaded={loaded} skeleton={<SkeletonRows count={12} />} onRetry={store.reload}>
      {({ people, total }) => (
        <>
          <p className={styles['found']} role="status">
            {words.found(people.length, total)}
          </p>
          {people.length === 0 ? (
            <Empty icon={UserRoundSearch} title={sought === '' ? words.none : words.nobody(sought)}>
              {sought === '' ? words.noneHelp : words.nobodyHelp}
            </Empty>
          ) : (
            <PeopleList people={people} personId={personId} />
          )}
        </>
      )}
    </WhenLoaded>
  );
}

type ListProps = { readonly people: People['people']; readonly personId: PersonId | null };

function PeopleList({ people, personId }: ListProps): ReactNode {
  const { messages } = useWords();
  const places = usePlaces();
  return (
    <ListBox
      className={styles['list'] ?? ''}
      aria-label={messages.students.title}
      items={people}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={personId === null ? [] : [personId]}
      onSelectionChange={(keys) => {
        const chosen = people.find(({ id }) => keys !== 'all' && keys.has(id));
        if (chosen !== undefined) places.refine(addressOf({ name: 'student', personId: chosen.id }));
      }}
    >
      {(person) => (
        <ListBoxItem id={person.id} textValue={person.name} className={styles['person'] ?? ''}>
          <PersonName name={person.name} />
          <span>{person.studentNumber}</span>
        </ListBoxItem>
      )}
    </ListBox>
  );
}
