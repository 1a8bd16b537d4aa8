import type { PersonId } from '#domain/ids.ts';
import type { AnswerKind } from '#domain/punch/answer.ts';
import type { JudgedTouch } from './judge-touch.ts';
import type { Sitting } from './sitting.ts';

/** What is shown to whoever held something to a reader that stands for nobody, or not now. */
export function turnedAway(
  kind: AnswerKind,
  person: PersonId | undefined,
  sitting: Sitting | undefined,
): JudgedTouch {
  return {
    answer: { kind, minutes: null, room: null, course: null },
    sitting,
    person,
    effect: { kind: 'nothing' },
  };
}
