import type { PersonId } from '#domain/ids.ts';
import type { AnswerKind } from '#domain/punch/answer.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { JudgedTouch } from '../sessions/judge-touch.ts';
import type { Sitting } from '../sessions/sitting.ts';
import { turnedAway } from '../sessions/turned-away.ts';
import type { RefusedPass } from './pass-desk.ts';

/** What is shown to who held up a pass that doesn't count. */
export function refusedTouch(
  why: RefusedPass['why'],
  personId: PersonId | null,
  sitting: Sitting | undefined,
): JudgedTouch {
  return turnedAway(answerTo(why), personId ?? undefined, sitting);
}

function answerTo(why: RefusedPass['why']): AnswerKind {
  switch (why) {
    case 'unknown':
      return 'unknown-pass';
    case 'unconfirmed':
      return 'unconfirmed-phone';
    case 'expired':
    case 'future':
    case 'used':
      return 'expired-pass';
    default:
      return unreachable(why);
  }
}
