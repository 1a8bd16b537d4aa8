import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { useNow } from '#ui/clock/now.tsx';
import { usePlace, useUser } from '../console-context.ts';
import { useWords } from '../messages/console-words.ts';
import { addressOf, type Place } from '../state/place.ts';
import { AccountMenu } from './account-menu.tsx';
import styles from './frame.module.css';

type Section = 'sessions' | 'students' | 'kiosks' | 'import';

const SECTIONS: readonly {
  readonly section: Section;
  readonly place: Place;
  readonly isForAdmins: boolean;
}[] = [
  { section: 'sessions', place: { name: 'sessions', date: null }, isForAdmins: false },
  { section: 'students', place: { name: 'students', search: '' }, isForAdmins: false },
  { section: 'kiosks', place: { name: 'kiosks' }, isForAdmins: true },
  { section: 'import', place: { name: 'import' }, isForAdmins: true },
];

const SECTION_OF: Readonly<Record<Place['name'], Section | null>> = {
  sessions: 'sessions',
  register: 'sessions',
  students: 'students',
  student: 'students',
  kiosks: 'kiosks',
  import: 'import',
  unknown: null,
};

/** What stands around every page: where one may go, the hub's time, one's account. */
export function Frame({ children }: { readonly children: ReactNode }): ReactNode {
  const { messages } = useWords();
  const user = useUser();
  const current = SECTION_OF[usePlace().name];
  const words = messages.frame;
  const shown = SECTIONS.filter(({ isForAdmins }) => !isForAdmins || user.role === 'admin');
  return (
    <div className={styles['frame']}>
      <header className={styles['bar']}>
        <a href="#page" className={styles['skip']}>
          {words.skip}
        </a>
        <div className={styles['institution']}>
          <Sign />
          <span>{user.institution}</span>
        </div>
        <nav className={styles['nav']} aria-label={words.nav}>
          {shown.map(({ section, place }) => (
            <Link
              key={section}
              href={addressOf(place)}
              className={styles['link'] ?? ''}
              aria-current={section === current ? 'page' : false}
            >
              {words[section]}
            </Link>
          ))}
        </nav>
        <div className={styles['end']}>
          <HubClock />
          <AccountMenu />
        </div>
      </header>
      <main id="page" className={styles['main']} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Sign(): ReactNode {
  return (
    <svg className={styles['sign']} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path
        d="M9 17.5l4.7 4.7L23.5 11"
        fill="none"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Registers are judged by this clock and not by the desk's. */
function HubClock(): ReactNode {
  const { messages, times } = useWords();
  const now = useNow(60_000);
  return (
    <time className={styles['clock']} title={messages.frame.hubTime}>
      {times.clock(now)}
    </time>
  );
}
