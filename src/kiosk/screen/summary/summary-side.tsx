import {
  Check,
  CircleAlert,
  CloudCheck,
  CloudUpload,
  Hourglass,
  type LucideIcon,
  PencilLine,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { ScreenStateOf } from '#contracts/engine-link/screen-state.ts';
import { useIsPast, useNow } from '#ui/clock/now.tsx';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './summary-side.module.css';

function Step({ icon: Icon, text }: { readonly icon: LucideIcon; readonly text: string }): ReactNode {
  return (
    <li className={styles['step']}>
      <Icon className={styles['icon']} aria-hidden="true" />
      <span>{text}</span>
    </li>
  );
}

function TakeBack({ until }: { readonly until: number }): ReactNode {
  const { messages, command } = useScreen();
  const left = Math.ceil((until - useNow(1000)) / 1000);
  if (useIsPast(until)) return null;
  return (
    <>
      <p className={styles['help']}>{messages.summary.takeBackHelp(left)}</p>
      <Button className={styles['button']} onClick={() => command({ type: 'resume-session' })}>
        <Undo2 aria-hidden="true" />
        {messages.summary.takeBack}
      </Button>
    </>
  );
}

type Props = { readonly state: ScreenStateOf<'summary'> };

/** What becomes of the record now, and the way back for a moment. */
export function SummarySide({ state }: Props): ReactNode {
  const { messages, command } = useScreen();
  const { hub } = state.common;
  const { quarantined } = state.counts;
  const isAtHub = hub.state === 'online' && hub.backlog === 0;
  const words = messages.summary;
  return (
    <div className={styles['side']}>
      <h2 className={styles['title']}>{words.nextSteps}</h2>
      <ul className={styles['steps']}>
        <Step icon={isAtHub ? CloudCheck : CloudUpload} text={isAtHub ? words.saved : words.savedLocally} />
        <Step icon={Hourglass} text={words.absences} />
        <Step icon={PencilLine} text={words.corrections} />
        {quarantined > 0 && <Step icon={CircleAlert} text={words.toCheck(quarantined)} />}
      </ul>
      <div className={styles['actions']}>
        {state.undoUntil !== null && <TakeBack until={state.undoUntil} />}
        <Button
          look="primary"
          className={styles['button']}
          onClick={() => command({ type: 'close-summary' })}
        >
          <Check aria-hidden="true" />
          {words.done}
        </Button>
      </div>
    </div>
  );
}
