import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { useNow } from '#ui/clock/now.tsx';
import { usePlace, useUser } from '../console-context.ts';
import { useWords } from '../messages/console-words.ts';
import { addressOf, type Place } from '../state/place.ts';
import { AccountMenu } from './account-menu.tsx';
import styles from './frame.module.css';

type Area = 'sessions' | 'sections' | 'students' | 'kiosks' | 'import' | 'accounts';

const AREAS: readonly {
  readonly area: Area;
  readonly place: Place;
  readonly isForAdmins: boolean;
}[] = [
  { area: 'sessions', place: { name: 'sessions', date: null }, isForAdmins: false },
  { area: 'sections', place: { name: 'sections' }, isForAdmins: false },
  { area: 'students', place: { name: 'students', search: '' }, isForAdmins: false },
  { area: 'kiosks', place: { name: 'kiosks' }, isForAdmins: true },
  { area: 'import', place: { name: 'import' }, isForAdmins: true },
  { area: 'accounts', place: { name: 'accounts' }, isForAdmins: true },
];

const AREA_OF: Readonly<Record<Place['name'], Area | null>> = {
  sessions: 'sessions',
  register: 'sessions',
  sections: 'sections',
  section: 'sections',
  students: 'students',
  student: 'students',
  kiosks: 'kiosks',
  import: 'import',
  accounts: 'accounts',
  unknown: null,
};

/** What stands around every page: where one may go, the hub's time, one's account. */
export function Frame({ children }: { readonly children: ReactNode }): ReactNode {
  const { messages } = useWords();
  const user = useUser();
  const current = AREA_OF[usePlace().name];
  const words = messages.frame;
  const shown = AREAS.filter(({ isForAdmins }) => !isForAdmins || user.role === 'admin');
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
          {shown.map(({ area, place }) => (
            <Link
              key={area}
              href={addressOf(place)}
              className={styles['link'] ?? ''}
              aria-current={area === current ? 'page' : false}
            >
              {words[area]}
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
