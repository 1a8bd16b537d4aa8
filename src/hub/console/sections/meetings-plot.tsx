import { CalendarClock } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { Meeting } from '#contracts/hub-api/statistics.ts';
import { theInstitution } from '../api/campus-requests.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useWords } from '../messages/console-words.ts';
import { cssVariables } from '../parts/css-variables.ts';
import { Empty } from '../parts/empty.tsx';
import popup from '../parts/popup.module.css';
import { addressOf } from '../state/place.ts';
import styles from './meetings-plot.module.css';

type Props = { readonly meetings: readonly Meeting[] };

const SCALE = [0, 50, 100] as const;

/** How many came, meeting by meeting, against what is needed. */
export function MeetingsPlot({ meetings }: Props): ReactNode {
  const { messages, times } = useWords();
  const words = messages.sections;
  const neededPercent = useNeededPercent();
  const [first] = meetings;
  const last = meetings.at(-1);
  if (first === undefined || last === undefined)
    return <Empty icon={CalendarClock} title={words.trendNone} />;
  return (
    <div className={styles['plot']}>
      <PlotWords meetings={meetings} />
      <div className={styles['area']} style={cssVariables({ '--meetings': meetings.length })}>
        <div className={styles['scale']} aria-hidden="true">
          {SCALE.map((percent) => (
            <span key={percent} style={{ bottom: `${percent}%` }}>
              {messages.common.percent(String(percent))}
            </span>
          ))}
        </div>
        <div className={styles['bars']}>
          {neededPercent !== null && (
            <div className={styles['needed']} style={{ bottom: `${neededPercent}%` }} aria-hidden="true" />
          )}
          {meetings.map((meeting) => (
            <MeetingBar key={meeting.sessionId} meeting={meeting} />
          ))}
        </div>
        <p className={styles['aside']}>
          {neededPercent !== null && (
            <span style={{ bottom: `${neededPercent}%` }}>{words.needed(neededPercent)}</span>
          )}
        </p>
        <p className={styles['legend']} aria-hidden="true">
          <span>{times.shortDate(first.startsAt)}</span>
          {meetings.length > 1 && <span>{times.shortDate(last.startsAt)}</span>}
        </p>
      </div>
    </div>
  );
}

function PlotWords({ meetings }: Props): ReactNode {
  const words = useWords().messages.sections;
  const held = meetings.filter((meeting) => meeting.held && meeting.enrolled > 0);
  const here = held.reduce((sum, meeting) => sum + meeting.here, 0);
  const enrolled = held.reduce((sum, meeting) => sum + meeting.enrolled, 0);
  return (
    <p className={styles['words']}>
      {enrolled > 0 && <strong>{words.average(String(Math.round((100 * here) / enrolled)))}</strong>}
      <span>{words.held(held.length)}</span>
      <span>{words.trendLead}</span>
    </p>
  );
}

/** Null while the rules aren't known: a wrong line would be worse than none. */
function useNeededPercent(): number | null {
  const { loaded } = useLoaded(theInstitution);
  return loaded.name === 'loaded' ? loaded.value.rules.eligiblePercent : null;
}

function MeetingBar({ meeting }: { readonly meeting: Meeting }): ReactNode {
  const { messages, times } = useWords();
  const { sessionId, startsAt, held, enrolled, here, late } = meeting;
  const words = messages.sections;
  const date = times.shortDate(startsAt);
  const label = held ? words.bar(date, here, enrolled, late) : words.barNotHeld(date);
  const height = (count: number) => ({ height: `${(100 * count) / Math.max(1, enrolled)}%` });
  return (
    <TooltipTrigger delay={100}>
      <Link
        href={addressOf({ name: 'register', sessionId })}
        aria-label={label}
        className={styles['meeting'] ?? ''}
      >
        {held ? (
          <>
            <span className={styles['late']} style={height(late)} />
            <span className={styles['present']} style={height(here - late)} />
          </>
        ) : (
          <span className={styles['none']} />
        )}
      </Link>
      <Tooltip className={popup['tooltip'] ?? ''} offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
