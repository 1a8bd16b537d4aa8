import type { LedgerPoint } from './frames.ts';
import { loseLink } from './kiosk-link.ts';
import type { KioskContext, KioskStep, KioskSyncState } from './kiosk-state.ts';
import { placeHubHead } from './place-hub-head.ts';

/**
 * Takes the hub's word for where it stands. What this kiosk once heard acknowledged doesn't count: only what the hub
 * has now. When the two can't be joined, the ledger goes on in a new epoch, and the link begins anew.
 */
export function resumeAt(
  state: KioskSyncState,
  hubHead: LedgerPoint,
  archivedSeq: number,
  context: KioskContext,
): KioskStep {
  const place = placeHubHead(context.view, hubHead);
  if (place === 'continue') {
    const acked = { ...hubHead, archivedSeq: Math.min(archivedSeq, hubHead.seq) };
    return { state, effects: [{ kind: 'record-ack', acked }] };
  }
  return startEpoch(state, place, context);
}

/** Goes on in a new epoch, unless it did so a moment ago: then waits until it may. */
export function startEpoch(
  state: KioskSyncState,
  reason: 'rolled-back' | 'forked',
  context: KioskContext,
): KioskStep {
  const { moment, timings } = context;
  const last = state.epochStartedAt;
  const notBefore = last === null ? 0 : last + timings.newEpochEveryMs;
  if (moment.mono < notBefore) return loseLink(state, `ledger ${reason} again`, context, notBefore);
  const lost = loseLink({ ...state, epochStartedAt: moment.mono }, `ledger ${reason}: new epoch`, context);
  return { state: lost.state, effects: [{ kind: 'start-epoch', reason }, ...lost.effects] };
}
