import type { EpochMs } from '#domain/ids.ts';
import { type Fact, type FactOf, factsOfType } from '#domain/register/fact.ts';
import { arrivalBounds } from '#domain/rules/judge-arrival.ts';
import type { Rules } from '#domain/rules/rules.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { sessionControls } from './session-controls.ts';
import type { Opening, SessionStanding, SessionState } from './session-standing.ts';

export interface SessionFacts {
  readonly occurrence: Occurrence;
  readonly rules: Rules;
  /** In the order of corrected time, each once; those of other sessions don't matter. */
  readonly ordered: readonly Fact[];
  readonly now: EpochMs;
}

const MINUTE_MS = 60_000;

/** Where a session stands: derived from what happened and what time it is, so that a dead kiosk can't leave one open. */
export function sessionStanding({ occurrence, rules, ordered, now }: SessionFacts): SessionStanding {
  const of = eventsOf(occurrence, ordered);
  const openings = of.openings.map(openingOf);
  const openedAt = openings[0]?.at ?? null;
  const scheduledClose = (occurrence.endsAt + rules.closeAfterMin * MINUTE_MS) as EpochMs;
  const { closesAt, endedBy, last, conflict } = sessionControls(scheduledClose, of.controls);
  const { lateFrom, cutOffAt } = arrivalBounds({ rules, startsAt: occurrence.startsAt, openedAt });
  const scheduledDoors = occurrence.startsAt - rules.earlyOpenMin * MINUTE_MS;
  const doorsOpenAt = Math.min(scheduledDoors, openedAt ?? scheduledDoors) as EpochMs;
  const sealed = of.seals.at(-1);
  const locked = of.locks.at(-1);
  const cancelled = locked === undefined && isCancelled(occurrence, of);
  const state = stateAt({
    cancelled,
    locked: locked !== undefined,
    sealed: sealed !== undefined,
    opened: openings.length > 0,
    doorsOpenAt,
    closesAt,
    now,
  });
  return {
    state,
    openings,
    openedAt,
    doorsOpenAt,
    lateFrom,
    cutOffAt,
    closesAt,
    endedBy,
    lastControl: last,
    codeShown: of.visibility.at(-1)?.event.body.shown ?? true,
    notHeld: openings.length === 0 && (state === 'CLOSED' || state === 'SEALED' || state === 'LOCKED'),
    conflict,
    sealedAt: sealed?.at ?? null,
    sealedWithout: sealed?.event.body.without ?? [],
    lockedAt: locked?.at ?? null,
  };
}

function eventsOf({ sessionId }: Occurrence, ordered: readonly Fact[]) {
  const own = ordered.filter(({ event }) => event.type !== 'presentation' && namesSession(event, sessionId));
  return {
    openings: factsOfType(own, 'opening-started'),
    visibility: factsOfType(own, 'code-visibility-changed'),
    controls: own.filter(
      (fact): fact is FactOf<'session-extended'> | FactOf<'session-ended'> =>
        fact.event.type === 'session-extended' || fact.event.type === 'session-ended',
    ),
    cancels: factsOfType(own, 'session-cancelled'),
    seals: factsOfType(own, 'session-sealed'),
    locks: factsOfType(own, 'session-locked'),
  };
}

function namesSession({ body }: Fact['event'], sessionId: Occurrence['sessionId']): boolean {
  return 'sessionId' in body && body.sessionId === sessionId;
}

function openingOf({ id, key, at, event }: FactOf<'opening-started'>): Opening {
  const { number, by, method } = event.body;
  return { eventId: id, kiosk: key.kiosk, number, at, by, method };
}

/** Whoever opens a session that was called off knows better: the class did meet. */
function isCancelled(occurrence: Occurrence, of: ReturnType<typeof eventsOf>): boolean {
  const cancel = of.cancels.at(-1);
  const opening = of.openings.at(-1);
  if (cancel === undefined) return occurrence.cancelled && opening === undefined;
  return opening === undefined || opening.at <= cancel.at;
}

interface Moment {
  readonly cancelled: boolean;
  readonly locked: boolean;
  readonly sealed: boolean;
  readonly opened: boolean;
  readonly doorsOpenAt: EpochMs;
  readonly closesAt: EpochMs;
  readonly now: EpochMs;
}

function stateAt({ cancelled, locked, sealed, opened, doorsOpenAt, closesAt, now }: Moment): SessionState {
  if (locked) return 'LOCKED';
  if (cancelled) return 'CANCELLED';
  if (sealed) return 'SEALED';
  if (now >= closesAt) return 'CLOSED';
  if (opened) return 'OPEN';
  return now >= doorsOpenAt ? 'ARMED' : 'SCHEDULED';
}
