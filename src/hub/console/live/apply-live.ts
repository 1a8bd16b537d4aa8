import type { LiveMessage } from '#contracts/hub-api/live.ts';
import type { Register, RegisterLine, Session } from '#contracts/hub-api/sessions.ts';
import { unreachable } from '#domain/unreachable.ts';

/** A session as it is after a message about it. Older counts than those that are here change nothing. */
export function sessionAfter(session: Session, message: LiveMessage): Session {
  switch (message.type) {
    case 'STATS_UPDATE':
      return message.stats.revision <= session.stats.revision
        ? session
        : { ...session, stats: message.stats };
    case 'SESSION_STATUS': {
      const { state, openedAt, closesAt } = message;
      const isSame =
        session.state === state && session.openedAt === openedAt && session.closesAt === closesAt;
      if (isSame) return session;
      return { ...session, state, openedAt, closesAt };
    }
    case 'CHECK_IN':
    case 'ERROR':
      return session;
    default:
      return unreachable(message);
  }
}

/**
 * A register as far as a message tells it. It doesn't tell the words, flags and quarantine: those take reading the
 * register again.
 */
export function registerAfter(register: Register, message: LiveMessage): Register {
  const session = sessionAfter(register.session, message);
  if (message.type !== 'CHECK_IN') return session === register.session ? register : { ...register, session };
  const lines = register.lines.map((line) =>
    line.personId === message.personId ? lineAfter(line, message) : line,
  );
  return { ...register, lines };
}

function lineAfter(
  line: RegisterLine,
  { status, method, at }: Extract<LiveMessage, { type: 'CHECK_IN' }>,
): RegisterLine {
  // The old reason is none for the new mark; the new one comes with the register.
  return { ...line, status, method, arrivedAt: at, explanation: '' };
}

/** The same register, keeping each line that didn't change as the object it was, so that only the others are drawn again. */
export function keepUnchanged(before: Register, after: Register): Register {
  const known = new Map(before.lines.map((line) => [line.personId, line]));
  const lines = after.lines.map((line) => {
    const old = known.get(line.personId);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(line) ? old : line;
  });
  return { ...after, lines };
}
