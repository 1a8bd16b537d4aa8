import type { ReactNode } from 'react';
import type { ClassFacts } from '#contracts/hub-api/check-in.ts';
import { useWords } from '../messages/student-words.ts';

/** Course on one line, section and room on the next. */
export function ClassLine({ facts }: { readonly facts: ClassFacts }): ReactNode {
  const { messages } = useWords();
  return (
    <p className="lead">
      {facts.courseTitle}
      <br />
      {messages.common.section(facts.sectionName)} · {messages.common.room(facts.room)}
    </p>
  );
}
