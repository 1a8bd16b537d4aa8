import type { ReactNode } from 'react';
import type { FingersPage } from '#contracts/engine-link/panel/fingers-page.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './fingers-page.module.css';
import { useFingersAction } from './use-fingers-action.ts';

type Props = {
  readonly step: Extract<FingersPage['step'], { kind: 'asking' }>;
  readonly readers: FingersPage['readers'];
};

/** What is done with a finger, for its person to read and to agree to. The words are of one version, which is recorded. */
export function AskConsent({ step, readers }: Props): ReactNode {
  const { messages } = useScreen();
  const act = useFingersAction();
  const words = messages.fingers;
  return (
    <div className={styles['consent']}>
      <h2 className={styles['heading']}>
        <PersonName name={step.name} />
      </h2>
      <p className={styles['help']}>{words.consent.lead}</p>
      <ul className={styles['points']}>
        {words.consent.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <div className={styles['choices']}>
        <Button onClick={() => act({ type: 'back' })}>{words.consent.decline}</Button>
        {readers.map(({ id, name }) => (
          <Button key={id} look="primary" onClick={() => act({ type: 'agree', reader: id })}>
            {readers.length > 1 ? words.consent.agreeAt(name) : words.consent.agree}
          </Button>
        ))}
      </div>
      {readers.length === 0 && <p className={styles['next']}>{words.noReader}</p>}
    </div>
  );
}
