import type { Draft } from '../ledger/stored.ts';
import type { JudgedTouch } from './judge-touch.ts';
import type { Presented } from './presented.ts';

/** What the ledger keeps of a touch: what was presented, whom it was taken for then, and what was shown. Never a verdict. */
export function touchDraft(
  { method, reader, tag }: Presented,
  { answer, sitting, person }: JudgedTouch,
  directory: number,
): Draft {
  return {
    type: 'presentation',
    body: {
      method,
      reader,
      tag,
      personId: person ?? null,
      directory,
      sessionId: sitting?.occurrence.sessionId ?? null,
      answer: answer.kind,
    },
  };
}
