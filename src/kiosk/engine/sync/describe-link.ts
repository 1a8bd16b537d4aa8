import type { KioskSyncState } from '#domain/sync/kiosk-state.ts';
import { unreachable } from '#domain/unreachable.ts';

export type LinkDescription = {
  readonly state: 'online' | 'connecting' | 'offline' | 'refused';
  /** For people; null when there is nothing to say. */
  readonly detail: string | null;
};

/** The link in a word and a sentence. A first try is "connecting"; after a lost link a kiosk is offline until it is back. */
export function describeLink({
  link,
  failures,
  lastLoss,
  directoryProblem,
}: KioskSyncState): LinkDescription {
  switch (link.name) {
    case 'live':
      return { state: 'online', detail: directoryProblem === null ? null : directoryProblem.text };
    case 'connecting':
    case 'greeting':
      return failures === 0 ? { state: 'connecting', detail: null } : { state: 'offline', detail: lastLoss };
    case 'backing-off':
    case 'stopped':
      return { state: 'offline', detail: lastLoss };
    case 'refused':
      return { state: 'refused', detail: link.text };
    default:
      return unreachable(link);
  }
}
