import { CircleCheck, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FingersPage } from '#contracts/engine-link/panel/fingers-page.ts';
import { unreachable } from '#domain/unreachable.ts';
import { Button } from '../frame/button.tsx';
import type { ScreenMessages } from '../messages/en.ts';
import { useScreen } from '../screen-context.ts';
import styles from './fingers-page.module.css';
import { useFingersAction } from './use-fingers-action.ts';

type Step = Extract<FingersPage['step'], { kind: 'enrolled' | 'known' | 'failed' }>;
type Props = { readonly step: Step; readonly readers: FingersPage['readers'] };

/** How an enrolment ended. */
export function FingerOutcome({ step, readers }: Props): ReactNode {
  const { messages } = useScreen();
  const act = useFingersAction();
  const words = messages.fingers;
  const isGood = step.kind === 'enrolled' || (step.kind === 'known' && step.isOwn);
  const Icon = isGood ? CircleCheck : CircleX;
  const [title, help] = wordsOf(step, messages);
  const [reader] = readers;
  const mayTryAgain = step.kind === 'failed' && step.reason !== 'full' && reader !== undefined;
  return (
    <div className={styles['notice']} data-tone={isGood ? 'good' : 'stop'} role="status">
      <Icon className={styles['sign']} aria-hidden="true" />
      <h2 className={styles['heading']}>{title}</h2>
      <p className={styles['help']}>{help}</p>
      <div className={styles['choices']}>
        {mayTryAgain && (
          <Button look="primary" onClick={() => act({ type: 'agree', reader: reader.id })}>
            {words.tryAgain}
          </Button>
        )}
        <Button onClick={() => act({ type: 'back' })}>{words.next}</Button>
      </div>
    </div>
  );
}

function wordsOf(step: Step, { fingers: words }: ScreenMessages): readonly [title: string, help: string] {
  switch (step.kind) {
    case 'enrolled':
      return [words.enrolled(step.name), words.enrolledHelp];
    case 'known':
      if (step.isOwn) return [words.knownOwn(step.name), words.knownOwnHelp];
      return [words.knownOther, step.whose === null ? words.knownSomebody : words.knownOtherHelp(step.whose)];
    case 'failed':
      return [words.failed[step.reason].title, words.failed[step.reason].help];
    default:
      return unreachable(step);
  }
}
