import type { Session } from '#contracts/hub-api/sessions.ts';
import { unreachable } from '#domain/unreachable.ts';

export type PossibleAction = 'open' | 'extend' | 'end' | 'cancel';

/** What the hub would let somebody do who runs this session. It has the last word. */
export function possibleActions({ state, openedAt, mine }: Session): readonly PossibleAction[] {
  if (!mine) return [];
  switch (state) {
    case 'SCHEDULED':
      return ['cancel'];
    case 'ARMED':
      return ['open', 'cancel'];
    case 'OPEN':
      return ['extend', 'end'];
    case 'CLOSED':
      return openedAt === null ? ['cancel'] : ['extend'];
    case 'SEALED':
    case 'LOCKED':
    case 'CANCELLED':
      return [];
    default:
      return unreachable(state);
  }
}
