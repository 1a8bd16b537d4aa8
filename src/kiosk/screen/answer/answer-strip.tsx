import type { ReactNode } from 'react';
import type { Answer } from '#contracts/engine-link/screen-state.ts';
import { PersonName } from '#ui/person/person-name.tsx';
import { useScreen } from '../screen-context.ts';
import { AnswerBadge } from './answer-badge.tsx';
import styles from './answer-strip.module.css';
import { answerWords } from './answer-words.ts';

type Props = { readonly answer: Answer; readonly leaving: boolean };

/** The answer in one line, over a heading: while a teacher works in the side, a queue must not push them out. */
export function AnswerStrip({ answer, leaving }: Props): ReactNode {
  const { messages } = useScreen();
  const { tone, sign, word, help } = answerWords(answer, messages);
  return (
    <div
      className={`${styles['strip']} ${leaving ? styles['leaving'] : ''}`}
      data-tone={tone}
      data-answer={answer.kind}
    >
      <AnswerBadge tone={tone} sign={sign} />
      <p className={styles['text']}>
        <span className={styles['word']}>{word}</span>
        {answer.name === null ? (
          <span className={styles['detail']}>{help}</span>
        ) : (
          <PersonName className={styles['detail']} name={answer.name} />
        )}
      </p>
    </div>
  );
}
