import type { ReactNode } from 'react';
import type { Answer, Counts } from '#contracts/engine-link/screen-state.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { useScreen } from '../screen-context.ts';
import { AnswerBadge } from './answer-badge.tsx';
import styles from './answer-panel.module.css';
import { answerWords } from './answer-words.ts';

type Props = {
  readonly answer: Answer;
  readonly leaving: boolean;
  /** The one number that matters stays in sight while a queue taps. */
  readonly counts: Counts | null;
};

/** Fills the side for a few seconds after a touch at a reader: colour, mark, word, name, time, and what to do. */
export function AnswerPanel({ answer, leaving, counts }: Props): ReactNode {
  const { messages, times } = useScreen();
  const { tone, sign, word, help } = answerWords(answer, messages);
  const time = times.clock(answer.at);
  return (
    <div
      className={`${styles['panel']} ${leaving ? styles['leaving'] : ''}`}
      data-tone={tone}
      data-answer={answer.kind}
    >
      <div className={styles['body']}>
        <AnswerBadge tone={tone} sign={sign} />
        <div className={styles['text']}>
          <p className={styles['word']}>{word}</p>
          {answer.name !== null && <PersonName className={styles['name']} name={answer.name} />}
          {help !== null && <p className={styles['help']}>{help}</p>}
          <p className={styles['when']}>
            {answer.course === null ? time : messages.answer.at(time, answer.course)}
          </p>
        </div>
      </div>
      {counts !== null && (
        <p className={styles['counts']}>
          <span className={styles['here']}>{counts.here}</span> {messages.common.of(counts.enrolled)}{' '}
          {messages.common.here}
        </p>
      )}
    </div>
  );
}
