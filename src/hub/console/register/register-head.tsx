import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import type { Session } from '#contracts/hub-api/sessions.ts';
import { unreachable } from '#domain/unreachable.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { PageTitle } from '../frame/page-title.tsx';
import { type ConsoleWords, useWords } from '../messages/console-words.ts';
import { Chip } from '../parts/chip.tsx';
import { CountBar } from '../parts/count-bar.tsx';
import { SESSION_LOOK, type ShownState, shownState } from '../parts/session-look.ts';
import { addressOf } from '../state/place.ts';
import styles from './register-head.module.css';
import type { RegisterView } from './register-store.ts';
import { SessionActions } from './session-actions.tsx';

/** States whose consequences aren't plain from their names. */
const NEEDS_WORDS: ReadonlySet<ShownState> = new Set(['CLOSED', 'SEALED', 'LOCKED', 'CANCELLED', 'notHeld']);

type Props = {
  readonly session: Session;
  readonly newest: RegisterView['newest'];
  readonly onChanged: () => void;
};

/** Which class this is, how it stands, and how many are here. */
export function RegisterHead({ session, newest, onChanged }: Props): ReactNode {
  const { messages, times } = useWords();
  const { courseCode, courseTitle, sectionName, room, teachers, startsAt, endsAt } = session;
  const state = shownState(session);
  const { icon, tone } = SESSION_LOOK[state];
  return (
    <div className={styles['head']}>
      <div className={styles['about']}>
        <Link
          href={addressOf({ name: 'sessions', date: times.campusDay(startsAt) })}
          className={styles['back'] ?? ''}
        >
          <ChevronLeft aria-hidden="true" />
          {messages.register.toSessions}
        </Link>
        <PageTitle title={`${courseCode} · ${courseTitle}`} />
        <ul className={styles['facts']}>
          <li>
            <Link href={addressOf({ name: 'section', sectionId: session.sectionId })}>
              {messages.common.section(sectionName)}
            </Link>
          </li>
          <li>{messages.common.room(room)}</li>
          <li className="numbers">
            {times.date(startsAt)}, {times.range(startsAt, endsAt)}
          </li>
          {teachers[0] !== undefined && (
            <li>
              <PersonName name={teachers[0].name} />
            </li>
          )}
        </ul>
        <div className={styles['state']}>
          <Chip icon={icon} tone={tone}>
            {messages.state[state]}
          </Chip>
          <span>{whenWords(session, messages.register, times)}</span>
          {NEEDS_WORDS.has(state) && (
            <span className={styles['meaning']}>{messages.stateMeaning[state]}</span>
          )}
          <div className={styles['actions']}>
            <SessionActions session={session} onChanged={onChanged} />
          </div>
        </div>
      </div>
      <Counts session={session} newest={newest} />
    </div>
  );
}

/** The next moment that matters to this session, or the last one that did. */
function whenWords(
  session: Session,
  words: ConsoleWords['messages']['register'],
  { clock, dateAndClock }: ConsoleWords['times'],
): string {
  const { state, doorsOpenAt, closesAt, sealedAt, lockedAt, openedAt } = session;
  switch (state) {
    case 'SCHEDULED':
      return words.opensAt(clock(doorsOpenAt));
    case 'ARMED':
      return words.closesAt(clock(closesAt));
    case 'OPEN':
      return openedAt === null
        ? words.closesAt(clock(closesAt))
        : `${words.openedAt(clock(openedAt))}, ${words.closesAt(clock(closesAt))}`;
    case 'CLOSED':
      return words.closedAt(clock(closesAt));
    case 'SEALED':
      return sealedAt === null ? '' : words.sealedAt(dateAndClock(sealedAt));
    case 'LOCKED':
      return lockedAt === null ? '' : words.lockedAt(dateAndClock(lockedAt));
    case 'CANCELLED':
      return '';
    default:
      return unreachable(state);
  }
}

function Counts({ session, newest }: Pick<Props, 'session' | 'newest'>): ReactNode {
  const { messages, times } = useWords();
  const { stats } = session;
  const words = messages.counts;
  const isFinal = session.state === 'SEALED' || session.state === 'LOCKED';
  return (
    <div className={styles['counts']}>
      <p className={styles['number']}>
        <strong>{stats.here}</strong>
        <span>{messages.register.ofEnrolled(stats.enrolled)}</span>
        <span className={styles['newest']} aria-live="polite">
          {newest !== null && (
            <>
              {messages.register.newest} <span className="numbers">{times.clock(newest.at)}</span>
              <PersonName name={newest.name} />
            </>
          )}
        </span>
      </p>
      <CountBar stats={stats} size="large" />
      <ul className={styles['legend']}>
        <li data-tone="good">{words.present(stats.present)}</li>
        <li data-tone="late">{words.late(stats.late)}</li>
        {stats.partly > 0 && <li data-tone="late">{words.partly(stats.partly)}</li>}
        {stats.excused > 0 && <li>{words.excused(stats.excused)}</li>}
        <li>{isFinal ? words.absent(stats.absent) : words.notYet(stats.notYet)}</li>
        {stats.provisional > 0 && <li>{words.provisional(stats.provisional)}</li>}
      </ul>
    </div>
  );
}
