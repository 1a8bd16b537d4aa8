import { CircleDotDashed } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { Arrival } from '#contracts/engine-link/screen-state.ts';
import { ATTENDANCE_WORDS } from '#ui/attendance/attendance-words.ts';
import { MethodIcon } from '#ui/attendance/method-icon.tsx';
import { STATUS_LOOK } from '#ui/attendance/status-look.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { useRowsThatFit } from '../frame/use-rows-that-fit.ts';
import { useScreen } from '../screen-context.ts';
import styles from './arrivals.module.css';
import { useSlideIn } from './use-slide-in.ts';

/** The height of a row in hundredths of the display's shorter side; the same number stands in the style sheet. */
const ROW_UNITS = 5.9;

function Row({ arrival }: { readonly arrival: Arrival }): ReactNode {
  const { messages, language, times } = useScreen();
  const words = ATTENDANCE_WORDS[language];
  const look = STATUS_LOOK[arrival.status];
  // A broken outline: it is on the list, but something about it is still to be confirmed.
  const Icon = arrival.provisional ? CircleDotDashed : look.icon;
  return (
    <li className={styles['row']}>
      <MethodIcon className={styles['method']} method={arrival.method} label={words.method[arrival.method]} />
      <PersonName className={styles['name']} name={arrival.name} />
      <span className={styles['time']}>{times.clock(arrival.at)}</span>
      <span className={styles['status']} data-tone={look.tone}>
        <Icon className={styles['icon']} aria-hidden="true" />
        <span className={styles['word']}>
          {words.status[arrival.status]}
          {arrival.provisional && <span className="visually-hidden">, {messages.session.provisional}</span>}
        </span>
      </span>
    </li>
  );
}

type Props = { readonly arrivals: readonly Arrival[] };

/** Who came last, newest on top, as many as there is room for. */
export function Arrivals({ arrivals }: Props): ReactNode {
  const { messages } = useScreen();
  const boxRef = useRef<HTMLDivElement>(null);
  const listRef = useRef<HTMLOListElement>(null);
  const rows = useRowsThatFit(boxRef, ROW_UNITS);
  const newest = arrivals[0];
  useSlideIn(listRef, newest === undefined ? null : `${newest.personId} ${newest.at}`);
  return (
    <div className={styles['box']} ref={boxRef}>
      {arrivals.length === 0 ? (
        <p className={styles['nobody']}>{messages.session.nobodyYet}</p>
      ) : (
        <ol className={styles['list']} ref={listRef} aria-label={messages.session.arrivals}>
          {arrivals.slice(0, rows).map((arrival) => (
            <Row key={`${arrival.personId} ${arrival.at}`} arrival={arrival} />
          ))}
        </ol>
      )}
    </div>
  );
}
