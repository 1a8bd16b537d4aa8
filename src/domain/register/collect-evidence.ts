import { wholeSecond } from '#domain/rules/judge-arrival.ts';
import type { SessionStanding } from '#domain/session/session-standing.ts';
import type { Evidence } from './evidence.ts';
import { compareFacts, type Fact, type FactOf, isFactOf } from './fact.ts';
import type { RegisterInput } from './register.ts';

/** Everything that may be about this session, in the order in which people were there. */
export function collectEvidence(
  input: RegisterInput,
  ordered: readonly Fact[],
  standing: SessionStanding,
): readonly Evidence[] {
  const evidence: Evidence[] = [];
  for (const fact of ordered) {
    if (isFactOf(fact, 'presentation')) {
      if (mayBeHere(fact, input, standing)) evidence.push(ofPresentation(fact, input));
    } else if (isFactOf(fact, 'phone-check-in')) {
      if (isForSession(fact, input, standing)) evidence.push(ofCheckIn(fact));
    }
  }
  return evidence.sort(compareFacts);
}

/** A touch names its session; one that was made while the kiosk knew of none belongs to whatever was on in its room. */
function mayBeHere(
  fact: FactOf<'presentation'>,
  { occurrence }: RegisterInput,
  standing: SessionStanding,
): boolean {
  const { sessionId } = fact.event.body;
  if (sessionId !== null) return sessionId === occurrence.sessionId;
  return (
    isHere(fact, occurrence.roomId, standing) &&
    fact.at >= standing.doorsOpenAt &&
    wholeSecond(fact.at) <= standing.closesAt
  );
}

function isHere(fact: Fact, roomId: Fact['roomId'], { openings }: SessionStanding): boolean {
  return fact.roomId === roomId || openings.some(({ kiosk }) => kiosk === fact.key.kiosk);
}

function ofPresentation(fact: FactOf<'presentation'>, { resolve }: RegisterInput): Evidence {
  const { personId, tag, method, reader, sessionId } = fact.event.body;
  const bound = personId === null && tag !== null ? resolve(tag, fact.at) : undefined;
  return {
    id: fact.id,
    key: fact.key,
    at: fact.at,
    uncertaintyMs: fact.uncertaintyMs,
    person: personId ?? bound,
    tag,
    method,
    kiosk: fact.key.kiosk,
    roomId: fact.roomId,
    source: `${fact.key.kiosk}/${reader}`,
    named: sessionId !== null,
    provisional: false,
    replayed: personId === null && bound !== undefined,
  };
}

function isForSession(
  fact: FactOf<'phone-check-in'>,
  { occurrence }: RegisterInput,
  { openings }: SessionStanding,
): boolean {
  const { sessionId, opening } = fact.event.body;
  if (sessionId !== null) return sessionId === occurrence.sessionId;
  return openings.some(({ kiosk, number }) => kiosk === opening.kiosk && number === opening.number);
}

function ofCheckIn(fact: FactOf<'phone-check-in'>): Evidence {
  const { personId, opening, deviceId, scannedAt, provisional } = fact.event.body;
  return {
    id: fact.id,
    key: fact.key,
    at: scannedAt,
    // The hub's own clock is what all others are compared with.
    uncertaintyMs: 0,
    person: personId,
    tag: null,
    method: 'phone',
    kiosk: opening.kiosk,
    roomId: null,
    source: `phone/${deviceId}`,
    named: true,
    provisional,
    replayed: false,
  };
}
