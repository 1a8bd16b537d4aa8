import type { EpochMs, PersonId } from '#domain/ids.ts';
import {
  answerPresentation,
  type ClassElsewhere,
  type PresentationAnswer,
} from '#domain/punch/answer-presentation.ts';
import type { Enrolment } from '#domain/register/roster.ts';
import type { Rules } from '#domain/rules/rules.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { Presented } from './presented.ts';
import { type Sitting, sittingForTouch, type UnlockEffect } from './sitting.ts';

/** What a touch is judged by. */
export type TouchContext = {
  readonly at: EpochMs;
  readonly sittings: readonly Sitting[];
  readonly rules: Rules;
  readonly enrolmentsOf: (occurrence: Occurrence) => readonly Enrolment[];
  /** Where this person has a class now or soon, other than in this room. */
  readonly elsewhere: (person: PersonId, at: EpochMs) => ClassElsewhere | undefined;
  /** What this person's card, finger or phone unlocks now. */
  readonly effectOfCard: (person: PersonId) => UnlockEffect;
};

type ToJudge = Pick<Presented, 'person' | 'mayUnlock'>;

export type JudgedTouch = {
  readonly answer: PresentationAnswer;
  /** The class the touch is recorded under. */
  readonly sitting: Sitting | undefined;
  readonly person: PersonId | undefined;
  readonly effect: UnlockEffect;
};

/** What a touch means before anything is recorded. */
export function judgeTouch({ person, mayUnlock }: ToJudge, context: TouchContext): JudgedTouch {
  const { at, sittings, rules, enrolmentsOf, elsewhere } = context;
  const known = person === 'ambiguous' ? undefined : person;
  const unlocks = known !== undefined && mayUnlock;
  const effect: UnlockEffect = unlocks ? context.effectOfCard(known) : { kind: 'nothing' };
  const sitting = effect.kind === 'nothing' ? sittingForTouch(sittings, known, at) : effect.sitting;
  const session =
    sitting === undefined ? null : { ...sitting, rules, enrolments: enrolmentsOf(sitting.occurrence) };
  const isFaculty = effect.kind !== 'nothing';
  const answer = answerPresentation({ person, isFaculty, at, session, elsewhere });
  return { answer, sitting, person: known, effect: answer.kind === 'faculty' ? effect : { kind: 'nothing' } };
}
