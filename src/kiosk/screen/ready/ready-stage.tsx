import { LogIn } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ClassCard, ScreenStateOf } from '#contracts/engine-link/screen-state.ts';
import { useNow } from '#ui/clock/now.tsx';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import { ClassFacts } from '../session/class-facts.tsx';
import styles from './ready-stage.module.css';

const MINUTE_MS = 60_000;
/** Further ahead than this, a time of day says more than a number of minutes. */
const IN_MINUTES_WITHIN = 120;

function BigClock(): ReactNode {
  const { times } = useScreen();
  const now = useNow(MINUTE_MS);
  return (
    <h1 className={styles['clock']}>
      <time dateTime={new Date(now).toISOString()}>{times.clock(now)}</time>
    </h1>
  );
}

function DateLine({ room }: { readonly room: string }): ReactNode {
  const { messages, times } = useScreen();
  const now = useNow(MINUTE_MS);
  return (
    <p className={styles['date']}>
      {times.date(now)} · <bdi>{messages.common.room(room)}</bdi>
    </p>
  );
}

function When({ next }: { readonly next: ClassCard }): ReactNode {
  const { messages, times } = useScreen();
  const now = useNow(MINUTE_MS);
  const minutes = Math.ceil((next.startsAt - now) / MINUTE_MS);
  if (minutes <= 0) return messages.ready.nextNow;
  if (minutes > IN_MINUTES_WITHIN) return messages.ready.nextAt(times.clock(next.startsAt));
  return messages.ready.next(minutes);
}

type NextProps = { readonly next: ClassCard; readonly canOpen: boolean; readonly noted: number };

function NextClass({ next, canOpen, noted }: NextProps): ReactNode {
  const { messages, command } = useScreen();
  return (
    <section className={styles['next']} aria-labelledby="next-class">
      <p className={styles['when']}>
        <When next={next} />
      </p>
      <h2 className={styles['title']} id="next-class">
        <bdi>{next.courseTitle}</bdi>
      </h2>
      <ClassFacts class={next} className={styles['facts']} />
      {canOpen ? (
        <Button
          look="primary"
          className={styles['open']}
          onClick={() => command({ type: 'start-unlock', sessionId: next.sessionId })}
        >
          <LogIn aria-hidden="true" />
          {messages.ready.open}
        </Button>
      ) : (
        <p className={styles['help']}>{messages.ready.notYet}</p>
      )}
      {noted > 0 && <p className={styles['help']}>{messages.ready.noted(noted)}</p>}
    </section>
  );
}

type Props = { readonly state: ScreenStateOf<'ready'> };

/** A good clock that also knows what comes next here, and lets faculty in. */
export function ReadyStage({ state }: Props): ReactNode {
  const { messages } = useScreen();
  return (
    <div className={styles['stage']}>
      <p className={styles['institution']}>
        <bdi>{state.common.institution}</bdi>
      </p>
      <div className={styles['now']}>
        <BigClock />
        <DateLine room={state.common.room} />
      </div>
      {state.next === null ? (
        <p className={styles['title']}>{messages.ready.nothingMore}</p>
      ) : (
        <NextClass next={state.next} canOpen={state.canOpen} noted={state.noted} />
      )}
    </div>
  );
}
