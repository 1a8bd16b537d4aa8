import type { EpochMs, PersonId, SessionId } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import { type LockOut, lockOut } from '#domain/session/lock-out.ts';
import { PROOF_HOLDS_MS } from './dialogue.ts';

/** One `unlock-attempted` of this kiosk. */
export type Attempt = { readonly at: EpochMs; readonly body: EventBody<'unlock-attempted'> };

export function lockOutOf(attempts: readonly Attempt[], personId: PersonId, now: EpochMs): LockOut {
  const tries = attempts.map(({ at, body }) => ({ at, personId: body.personId, outcome: body.outcome }));
  return lockOut(tries, personId, now);
}

/** Who proved a moment ago that they teach this class: they need not do it again to open its controls. */
export function recentProof(
  attempts: readonly Attempt[],
  sessionId: SessionId,
  now: EpochMs,
): PersonId | undefined {
  const last = attempts.findLast(({ body }) => body.outcome === 'accepted' && body.sessionId === sessionId);
  if (last === undefined || now - last.at >= PROOF_HOLDS_MS) return undefined;
  return last.body.personId ?? undefined;
}
