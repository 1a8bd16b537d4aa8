import { CalendarX, Check, CircleSlash, Clock, type LucideIcon, Play } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { ScreenStateOf, TodayLine } from '#contracts/engine-link/screen-state.ts';
import { useRowsThatFit } from '../frame/use-rows-that-fit.ts';
import { useScreen } from '../screen-context.ts';
import styles from './today-list.module.css';
import { presentLine, todayWindow } from './today-window.ts';

/** The height of a row in hundredths of the display's shorter side; the same number stands in the style sheet. */
const ROW_UNITS = 12.4;

const ICONS: Readonly<Record<TodayLine['state'], LucideIcon | null>> = {
  later: null,
  next: Clock,
  now: Play,
  done: Check,
  'not-held': CircleSlash,
  cancelled: CalendarX,
};

type LineProps = { readonly line: TodayLine; readonly isPresent: boolean };

function Line({ line, isPresent }: LineProps): ReactNode {
  const { messages, times } = useScreen();
  const { class: card, state } = line;
  const Icon = ICONS[state];
  return (
    <li className={styles['row']} data-state={state} aria-current={isPresent ? 'time' : undefined}>
      <span className={styles['time']}>{times.clock(card.startsAt)}</span>
      <span className={styles['text']}>
        <bdi className={styles['title']}>{card.courseTitle}</bdi>
        <span className={styles['facts']}>
          {Icon !== null && <Icon className={styles['icon']} aria-hidden="true" />}
          <span className={styles['words']}>
            <bdi>{messages.common.section(card.sectionName)}</bdi> ·{' '}
            {messages.ready.state[state](card.enrolled, line.here)}
          </span>
        </span>
      </span>
    </li>
  );
}

type Props = { readonly state: ScreenStateOf<'ready'> };

/** The room's day, with the present class marked. */
export function TodayList({ state }: Props): ReactNode {
  const { messages } = useScreen();
  const boxRef = useRef<HTMLDivElement>(null);
  const rows = useRowsThatFit(boxRef, ROW_UNITS);
  const shown = todayWindow(state.today, rows);
  const present = presentLine(state.today);
  const words = messages.ready;
  return (
    <div className={styles['panel']}>
      <h2 className={styles['heading']}>{words.today}</h2>
      <div className={styles['box']} ref={boxRef}>
        {state.today.length === 0 && <p className={styles['rest']}>{words.todayEmpty}</p>}
        {shown.earlier > 0 && <p className={styles['rest']}>{words.earlier(shown.earlier)}</p>}
        <ol>
          {shown.lines.map((line) => (
            <Line key={line.class.sessionId} line={line} isPresent={line === present} />
          ))}
        </ol>
        {shown.more > 0 && <p className={styles['rest']}>{words.more(shown.more)}</p>}
      </div>
    </div>
  );
}
