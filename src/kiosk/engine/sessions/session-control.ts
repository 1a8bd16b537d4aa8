import type { ScreenCommand } from '#contracts/engine-link/screen-command.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import type { HandMark } from '#domain/register/mark-status.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { Draft } from '../ledger/stored.ts';
import type { Sitting } from './sitting.ts';

/** What a teacher does with the open class, once the controls are open. */
export type ControlCommand = Extract<
  ScreenCommand,
  { type: 'show-code' | 'extend' | 'end-session' | 'mark' }
>;

const MINUTE_MS = 60_000;

/** The event by which `by` does this. Each names what it replaces, so that two teachers' hands are told apart from one's second thoughts. */
export function controlDraft(
  command: ControlCommand,
  { occurrence, register }: Sitting,
  by: PersonId,
): Draft {
  const { sessionId } = occurrence;
  const { lastControl: supersedes, closesAt } = register.standing;
  switch (command.type) {
    case 'show-code':
      return { type: 'code-visibility-changed', body: { sessionId, shown: command.shown, by } };
    case 'extend': {
      const later = (closesAt + command.minutes * MINUTE_MS) as EpochMs;
      return { type: 'session-extended', body: { sessionId, closesAt: later, by, supersedes } };
    }
    case 'end-session':
      return { type: 'session-ended', body: { sessionId, by, supersedes } };
    case 'mark': {
      const { personId, status } = command;
      const last = register.marks.find((mark) => mark.personId === personId)?.lastHandMark ?? null;
      const reason = REASONS[status];
      return {
        type: 'mark-set',
        body: { sessionId, personId, status, reason, note: null, by, supersedes: last },
      };
    }
    default:
      return unreachable(command);
  }
}

/** The list at the kiosk asks for no reason: what each mark usually means stands for it, and the console can say more. */
const REASONS: Readonly<Record<HandMark, EventBody<'mark-set'>['reason']>> = {
  P: 'seen-in-class',
  L: 'seen-in-class',
  H: 'left-early',
  E: 'excused',
  O: 'duty',
  A: 'mistake',
  derived: 'mistake',
};

// A class that is taken back in its last seconds has at least time to go on.
const LEAST_AFTER_RESUME_MS = 5 * MINUTE_MS;

/** Takes the end of a class back: it closes when it would have without it. */
export function resumeDraft({ occurrence, register }: Sitting, closeBefore: EpochMs, now: EpochMs): Draft {
  const { endedBy, lastControl: supersedes } = register.standing;
  const closesAt = Math.max(closeBefore, now + LEAST_AFTER_RESUME_MS) as EpochMs;
  const { sessionId } = occurrence;
  return {
    type: 'session-extended',
    body: { sessionId, closesAt, by: endedBy?.by ?? null, supersedes },
  };
}
