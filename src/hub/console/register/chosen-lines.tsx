import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import type { RegisterLine } from '#contracts/hub-api/sessions.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { StatusMark } from '../parts/status-mark.tsx';
import { addressOf } from '../state/place.ts';
import styles from './marking-panel.module.css';
import { reasonIn } from './reason-in.ts';

type Props = { readonly lines: readonly RegisterLine[]; readonly onClear: () => void };

/** Whom the panel is about: one person with everything about the mark, or several by name. */
export function ChosenLines({ lines, onClear }: Props): ReactNode {
  const { messages } = useWords();
  const words = messages.marking;
  const [line] = lines;
  const clear = (
    <Button look="quiet" isIcon aria-label={words.clear} onPress={onClear}>
      <X aria-hidden="true" />
    </Button>
  );
  if (line !== undefined && lines.length === 1) return <OneLine line={line} clear={clear} />;
  return (
    <>
      <div className={styles['head']}>
        <h2>{words.several(lines.length)}</h2>
        {clear}
      </div>
      <ul className={styles['names']}>
        {lines.map(({ personId, name }) => (
          <li key={personId}>
            <PersonName name={name} />
          </li>
        ))}
      </ul>
    </>
  );
}

function OneLine({ line, clear }: { readonly line: RegisterLine; readonly clear: ReactNode }): ReactNode {
  const { messages } = useWords();
  const { personId, name, studentNumber, status, explanation, flags, note } = line;
  // The reason itself says who set a mark by hand.
  const unusual = flags.filter((flag) => flag !== 'manual');
  return (
    <>
      <div className={styles['head']}>
        <div>
          <h2>
            <PersonName name={name} />
          </h2>
          <p>
            <span className="numbers">{studentNumber}</span> ·{' '}
            <Link href={addressOf({ name: 'student', personId })}>{messages.marking.open}</Link>
          </p>
        </div>
        {clear}
      </div>
      <div className={styles['why']}>
        <StatusMark status={status} />
        <p lang="en">{reasonIn(explanation)}.</p>
        {note !== null && <p className={styles['note']}>{note}</p>}
        {unusual.length > 0 && (
          <dl>
            {unusual.map((flag) => (
              <div key={flag}>
                <dt>{messages.flag[flag] ?? flag}</dt>
                <dd>{messages.flagMeaning[flag]}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </>
  );
}
