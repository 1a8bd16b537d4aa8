import { Eye, EyeOff, Square } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './session-actions.module.css';

const EXTENSIONS_MINUTES = [5, 10, 15];

function EndQuestion({ onKeep }: { readonly onKeep: () => void }): ReactNode {
  const { messages, command } = useScreen();
  const keepRef = useRef<HTMLButtonElement>(null);
  const title = useId();
  const help = useId();
  // The harmless answer has the focus, so that a second Enter doesn't end a class.
  useEffect(() => keepRef.current?.focus(), []);
  const words = messages.controls;
  return (
    <div className={styles['question']} role="alertdialog" aria-labelledby={title} aria-describedby={help}>
      <p className={styles['title']} id={title}>
        {words.endQuestion}
      </p>
      <p className={styles['help']} id={help}>
        {words.endHelp}
      </p>
      <div className={styles['row']}>
        <Button ref={keepRef} onClick={onKeep}>
          {words.endNo}
        </Button>
        <Button look="danger" onClick={() => command({ type: 'end-session' })}>
          <Square aria-hidden="true" />
          {words.endYes}
        </Button>
      </div>
    </div>
  );
}

type Props = { readonly isCodeShown: boolean };

/** Code, closing time, end. The end asks once more. */
export function SessionActions({ isCodeShown }: Props): ReactNode {
  const { messages, command } = useScreen();
  const [isAsking, setAsking] = useState(false);
  const extend = useId();
  const words = messages.controls;
  if (isAsking) return <EndQuestion onKeep={() => setAsking(false)} />;
  const CodeIcon = isCodeShown ? EyeOff : Eye;
  return (
    <div className={styles['actions']}>
      <div className={styles['row']}>
        <Button onClick={() => command({ type: 'show-code', shown: !isCodeShown })}>
          <CodeIcon aria-hidden="true" />
          {isCodeShown ? words.hideCode : words.showCode}
        </Button>
        <Button look="danger" onClick={() => setAsking(true)}>
          <Square aria-hidden="true" />
          {words.end}
        </Button>
      </div>
      <fieldset className={styles['extend']} aria-labelledby={extend}>
        <span className={styles['label']} id={extend}>
          {words.extend}
        </span>
        {EXTENSIONS_MINUTES.map((minutes) => (
          <Button
            key={minutes}
            className={styles['minutes']}
            onClick={() => command({ type: 'extend', minutes })}
          >
            {words.extendBy(minutes)}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}
