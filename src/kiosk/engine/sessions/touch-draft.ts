import type { CardRead } from '../devices/reader.ts';
import type { Draft } from '../ledger/stored.ts';
import type { ResolvedCard } from './card-resolver.ts';
import type { JudgedTouch } from './judge-touch.ts';

/** What the ledger keeps of a touch: what was presented, whom it was taken for then, and what was shown. Never a verdict. */
export function touchDraft(
  read: CardRead,
  card: ResolvedCard,
  { answer, sitting, person }: JudgedTouch,
  directory: number,
): Draft {
  return {
    type: 'presentation',
    body: {
      method: 'card',
      reader: read.reader,
      tag: card.tag,
      personId: person ?? null,
      directory,
      sessionId: sitting?.occurrence.sessionId ?? null,
      answer: answer.kind,
    },
  };
}
