import type { Session } from '#contracts/hub-api/sessions.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { ConsoleMessages } from '../messages/en.ts';

/** What a session's counts come to in two short phrases: how many are here, and what else is worth knowing. */
export function countWords(
  { state, notHeld, stats }: Pick<Session, 'state' | 'notHeld' | 'stats'>,
  words: ConsoleMessages['counts'],
): readonly [string, string] {
  if (notHeld) return [words.enrolled(stats.enrolled), ''];
  switch (state) {
    case 'SCHEDULED':
    case 'ARMED':
    case 'CANCELLED':
      return [words.enrolled(stats.enrolled), ''];
    case 'OPEN':
    case 'CLOSED':
      return [words.here(stats.here, stats.enrolled), stats.late > 0 ? words.late(stats.late) : ''];
    case 'SEALED':
    case 'LOCKED':
      return [words.wereHere(stats.here, stats.enrolled), stats.late > 0 ? words.late(stats.late) : ''];
    default:
      return unreachable(state);
  }
}
