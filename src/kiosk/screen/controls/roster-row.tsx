import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RosterLine } from '#contracts/engine-link/screen-state.ts';
import type { HandMark, MarkStatus } from '#domain/register/mark-status.ts';
import { ATTENDANCE_WORDS } from '#ui/attendance/attendance-words.ts';
import { STATUS_LOOK } from '#ui/attendance/status-look.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './roster-row.module.css';

/** In the order teachers need them at the door. */
const CHOICES: readonly Exclude<MarkStatus, '?'>[] = ['P', 'L', 'E', 'O', 'H', 'A'];

type ChoicesProps = { readonly line: RosterLine; readonly onDone: () => void };

function Choices({ line, onDone }: ChoicesProps): ReactNode {
  const { messages, language, command } = useScreen();
  const mark = (status: HandMark): void => {
    command({ type: 'mark', personId: line.personId, status });
    onDone();
  };
  return (
    <fieldset className={styles['choices']} aria-label={messages.controls.markAs(line.name)}>
      {CHOICES.map((status) => {
        const { icon: Icon } = STATUS_LOOK[status];
        return (
          <Button
            key={status}
            className={styles['choice']}
            aria-pressed={line.status === status}
            onClick={() => mark(status)}
          >
            <Icon aria-hidden="true" />
            {ATTENDANCE_WORDS[language].status[status]}
          </Button>
        );
      })}
      {line.byHand && (
        <Button className={styles['choice']} onClick={() => mark('derived')}>
          <Undo2 aria-hidden="true" />
          {messages.controls.takeBack}
        </Button>
      )}
    </fieldset>
  );
}

type Props = { readonly line: RosterLine; readonly isOpen: boolean; readonly onToggle: () => void };

/** One person of the class; touched, it offers the marks. */
export function RosterRow({ line, isOpen, onToggle }: Props): ReactNode {
  const { messages, language } = useScreen();
  const { icon: Icon, tone } = STATUS_LOOK[line.status];
  const word = ATTENDANCE_WORDS[language].status[line.status];
  return (
    <li className={styles['row']}>
      <button type="button" className={styles['person']} aria-expanded={isOpen} onClick={onToggle}>
        <PersonName className={styles['name']} name={line.name} />
        <span className={styles['number']}>{line.studentNumber}</span>
        <span className={styles['status']} data-tone={tone}>
          <Icon className={styles['icon']} aria-hidden="true" />
          {line.byHand ? `${word}, ${messages.controls.byHand}` : word}
        </span>
      </button>
      {isOpen && <Choices line={line} onDone={onToggle} />}
    </li>
  );
}
