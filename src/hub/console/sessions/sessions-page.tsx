import { CalendarX2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Sessions } from '#contracts/hub-api/sessions.ts';
import { usePlaces, useUser } from '../console-context.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { SHOWN_STATES } from '../parts/session-look.ts';
import { SkeletonRows } from '../parts/skeleton.tsx';
import table from '../parts/table.module.css';
import { WhenLoaded } from '../parts/when-loaded.tsx';
import { addressOf } from '../state/place.ts';
import { arrangeSessions, type SessionArrangement } from './arrange-sessions.ts';
import { DayPicker } from './day-picker.tsx';
import styles from './sessions-page.module.css';
import { SessionsTable } from './sessions-table.tsx';
import { StartSession } from './start-session.tsx';
import { useLiveSessions } from './use-live-sessions.ts';

const BY_TIME: SessionArrangement = { sought: '', state: 'all', column: 'time', isDescending: false };

/** The sessions of a day: everybody's to an administrator, one's own to a teacher. */
export function SessionsPage({ date }: { readonly date: string | null }): ReactNode {
  const { messages, times } = useWords();
  const places = usePlaces();
  const { loaded, store } = useLiveSessions(date);
  const [arrangement, setArrangement] = useState(BY_TIME);
  const words = messages.sessions;
  const shownDate = date ?? (loaded.name === 'loaded' ? loaded.value.date : null);
  const change = (more: Partial<SessionArrangement>): void => setArrangement({ ...arrangement, ...more });
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        <PageTitle title={shownDate === null ? words.title : times.day(shownDate)} />
        <DayPicker
          date={shownDate}
          onChange={(chosen) => places.go(addressOf({ name: 'sessions', date: chosen }))}
        />
        <StartSession />
      </div>
      <div className={styles['tools']}>
        <div className={styles['search']}>
          <SearchBox
            label={words.search}
            value={arrangement.sought}
            onChange={(sought) => change({ sought })}
          />
        </div>
        <div className={styles['state']}>
          <SelectField
            label={words.stateFilter}
            isLabelHidden
            value={arrangement.state}
            onChange={(state) => change({ state })}
            choices={[
              { id: 'all', label: words.allStates },
              ...SHOWN_STATES.map((id) => ({ id, label: messages.state[id] })),
            ]}
          />
        </div>
        <p className={styles['summary']} aria-live="polite">
          {loaded.name === 'loaded' && summaryOf(loaded.value, words.summary)}
        </p>
      </div>
      <div className={table['card']}>
        <WhenLoaded loaded={loaded} skeleton={<SkeletonRows count={6} />} onRetry={store.reload}>
          {(day) => (
            <Day
              day={day}
              arrangement={arrangement}
              onChange={change}
              onShowAll={() => change({ sought: '', state: 'all' })}
            />
          )}
        </WhenLoaded>
      </div>
    </div>
  );
}

type DayProps = {
  readonly day: Sessions;
  readonly arrangement: SessionArrangement;
  readonly onChange: (more: Partial<SessionArrangement>) => void;
  readonly onShowAll: () => void;
};

function Day({ day, arrangement, onChange, onShowAll }: DayProps): ReactNode {
  const words = useWords().messages.sessions;
  const { role } = useUser();
  const shown = arrangeSessions(day.sessions, arrangement);
  if (day.sessions.length === 0) {
    return (
      <Empty icon={CalendarX2} title={words.emptyTitle}>
        {role === 'admin' ? words.emptyHelp : words.emptyFacultyHelp}
      </Empty>
    );
  }
  if (shown.length === 0) {
    const showAll = <Button onPress={onShowAll}>{words.clearFilter}</Button>;
    return <Empty icon={CalendarX2} title={words.nothingFound} action={showAll} />;
  }
  return <SessionsTable date={day.date} sessions={shown} arrangement={arrangement} onChange={onChange} />;
}

function summaryOf({ sessions }: Sessions, words: (all: number, open: number) => string): string {
  return words(sessions.length, sessions.filter(({ state }) => state === 'OPEN').length);
}
