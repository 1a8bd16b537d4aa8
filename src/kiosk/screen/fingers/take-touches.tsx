import { Fingerprint } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FingersPage } from '#contracts/engine-link/panel/fingers-page.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './fingers-page.module.css';
import { useFingersAction } from './use-fingers-action.ts';

type Props = { readonly step: Extract<FingersPage['step'], { kind: 'touching' }> };

/** Leads a person through two touches: what to do now, how far they are, and how to do it better. */
export function TakeTouches({ step }: Props): ReactNode {
  const { messages } = useScreen();
  const act = useFingersAction();
  const words = messages.fingers;
  const { now, touches, advice } = step;
  return (
    <div className={styles['notice']} data-tone={advice === null ? 'plain' : 'late'}>
      <p className={styles['person']}>
        <PersonName name={step.name} /> · {step.reader}
      </p>
      <ol className={styles['touches']} aria-label={words.touches(touches)}>
        {[1, 2].map((touch) => (
          <li
            key={touch}
            className={styles['touch']}
            data-state={touch <= touches ? 'done' : touch === touches + 1 && now !== 'lift' ? 'now' : 'later'}
          >
            <Fingerprint aria-hidden="true" />
          </li>
        ))}
      </ol>
      <div aria-live="polite">
        <h2 className={styles['heading']}>{words.now[now]}</h2>
        <p className={styles['help']}>{advice === null ? words.nowHelp[now] : words.advice[advice]}</p>
      </div>
      <div className={styles['choices']}>
        <Button onClick={() => act({ type: 'back' })}>{words.stop}</Button>
      </div>
    </div>
  );
}
