import type { ReactNode } from 'react';
import type { ClassFacts } from '#contracts/hub-api/check-in.ts';
import { useWords } from '../messages/student-words.ts';

/** Section and room; they break between, never within. */
export function ClassLine({ facts }: { readonly facts: ClassFacts }): ReactNode {
  const { messages } = useWords();
  const parts = [messages.common.section(facts.sectionName), messages.common.room(facts.room)];
  return (
    <span className="class-line">
      {parts.map((part, index) => (
        <span key={part} className="nowrap">
          {index > 0 && '· '}
          {part}{' '}
        </span>
      ))}
    </span>
  );
}
