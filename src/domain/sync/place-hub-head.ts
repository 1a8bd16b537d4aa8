import type { LedgerPoint } from './frames.ts';
import type { KioskView } from './kiosk-state.ts';

export type HubHeadPlace = 'continue' | 'rolled-back' | 'forked';

/**
 * The resume matrix: where the hub's head lies in this kiosk's chain. Inside: go on from there, also when that means going
 * back, for the hub may have been put back from a copy. Beyond: this kiosk was put back from a copy, and numbers it would
 * give out next are taken. Another hash, or events deleted here that it lacks: the two can't be joined under this epoch.
 */
export function placeHubHead(view: KioskView, head: LedgerPoint): HubHeadPlace {
  if (head.seq > view.ledger.head().seq) return 'rolled-back';
  if (head.seq < view.ledger.prunedSeq()) return 'forked';
  return view.ledger.hashAt(head.seq) === head.hash ? 'continue' : 'forked';
}
