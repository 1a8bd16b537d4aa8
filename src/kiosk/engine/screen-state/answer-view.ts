import type { Answer } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs, EventId, PersonId } from '#domain/ids.ts';
import type { Method } from '#domain/ledger/event.ts';
import type { JudgedTouch } from '../sessions/judge-touch.ts';

// Long enough to read a name and a room on the way in, short enough that the next in line isn't kept from the reader.
const ANSWER_SHOWN_MS = 4_000;

export type AnswerInput = {
  readonly id: EventId;
  readonly at: EpochMs;
  readonly method: Method;
  readonly touch: JudgedTouch;
  readonly nameOf: (personId: PersonId) => string | undefined;
};

/** What the side panel shows of a touch that has been recorded. */
export function answerView({ id, at, method, touch, nameOf }: AnswerInput): Answer {
  const { kind, minutes, room, course } = touch.answer;
  return {
    id,
    kind,
    at,
    until: (at + ANSWER_SHOWN_MS) as EpochMs,
    name: (touch.person === undefined ? undefined : nameOf(touch.person)) ?? null,
    method,
    course: course ?? touch.sitting?.occurrence.courseTitle ?? null,
    room,
    minutes,
  };
}
