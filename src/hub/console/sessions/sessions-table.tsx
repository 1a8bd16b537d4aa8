import type { ReactNode } from 'react';
import { Cell, Row, Table, TableBody, TableHeader } from 'react-aria-components';
import type { Session } from '#contracts/hub-api/sessions.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { useWords } from '../messages/console-words.ts';
import { Chip } from '../parts/chip.tsx';
import { CountBar } from '../parts/count-bar.tsx';
import { SESSION_LOOK, shownState } from '../parts/session-look.ts';
import { SortColumn } from '../parts/sort-column.tsx';
import table from '../parts/table.module.css';
import { addressOf } from '../state/place.ts';
import type { SessionArrangement, SessionColumn } from './arrange-sessions.ts';
import { countWords } from './count-words.ts';
import styles from './sessions-page.module.css';

type Props = {
  readonly date: string;
  readonly sessions: readonly Session[];
  readonly arrangement: SessionArrangement;
  readonly onChange: (more: Partial<SessionArrangement>) => void;
};

const WIDTHS: Readonly<Record<SessionColumn, string | undefined>> = {
  time: styles['time'],
  course: undefined,
  room: styles['room'],
  teacher: styles['teacher'],
  state: styles['chip'],
  attendance: styles['attendance'],
};

const COLUMNS = Object.keys(WIDTHS) as SessionColumn[];

export function SessionsTable({ date, sessions, arrangement, onChange }: Props): ReactNode {
  const { messages, times } = useWords();
  const words = messages.sessions;
  return (
    <Table
      className={table['table'] ?? ''}
      aria-label={words.label(times.day(date))}
      sortDescriptor={{
        column: arrangement.column,
        direction: arrangement.isDescending ? 'descending' : 'ascending',
      }}
      onSortChange={({ column, direction }) =>
        onChange({ column: column as SessionColumn, isDescending: direction === 'descending' })
      }
    >
      <TableHeader>
        {COLUMNS.map((column) => (
          <SortColumn key={column} id={column} isRowHeader={column === 'course'} widthClass={WIDTHS[column]}>
            {words.column[column]}
          </SortColumn>
        ))}
      </TableHeader>
      <TableBody items={sessions} dependencies={[messages, times]}>
        {(session) => <SessionRow session={session} />}
      </TableBody>
    </Table>
  );
}

function SessionRow({ session }: { readonly session: Session }): ReactNode {
  const { messages, times } = useWords();
  const { courseCode, courseTitle, sectionName, room, teachers, startsAt, endsAt } = session;
  const state = shownState(session);
  const { icon, tone } = SESSION_LOOK[state];
  return (
    <Row
      id={session.sessionId}
      href={addressOf({ name: 'register', sessionId: session.sessionId })}
      textValue={`${courseCode} ${sectionName}`}
      className={`${table['row']} ${session.state === 'OPEN' ? styles['now'] : ''}`}
    >
      <Cell className={`${table['cell']} ${table['figures']}`}>{times.range(startsAt, endsAt)}</Cell>
      <Cell className={table['cell'] ?? ''}>
        <span className={styles['course']}>
          <strong>
            {courseCode} · {courseTitle}
          </strong>
          <span>
            {messages.common.section(sectionName)}
            {session.adHoc && `, ${messages.sessions.adHoc}`}
          </span>
        </span>
      </Cell>
      <Cell className={table['cell'] ?? ''}>{room}</Cell>
      <Cell className={table['cell'] ?? ''}>
        {teachers[0] === undefined ? messages.common.none : <PersonName name={teachers[0].name} />}
      </Cell>
      <Cell className={table['cell'] ?? ''}>
        <Chip icon={icon} tone={tone}>
          {messages.state[state]}
        </Chip>
      </Cell>
      <Cell className={table['cell'] ?? ''}>
        <Attendance session={session} />
      </Cell>
    </Row>
  );
}

function Attendance({ session }: { readonly session: Session }): ReactNode {
  const { messages } = useWords();
  const [first, second] = countWords(session, messages.counts);
  const hasBegun = session.openedAt !== null;
  return (
    <span className={styles['counts']}>
      <span className={styles['words']}>
        <span>{first}</span>
        <span>{second}</span>
      </span>
      {hasBegun && <CountBar stats={session.stats} />}
    </span>
  );
}
