import type { PersonId } from '#domain/ids.ts';
import type { SessionStanding } from '#domain/session/session-standing.ts';
import { sessionStanding } from '#domain/session/session-state.ts';
import { collectEvidence } from './collect-evidence.ts';
import { deriveMark } from './derive-mark.ts';
import type { CountingEvidence } from './evidence.ts';
import { compareFacts, type Fact, type FactOf, factsOfType } from './fact.ts';
import type { GatheredFacts } from './gather-facts.ts';
import { type HandMarks, handMarksByPerson } from './hand-marks.ts';
import { judgeEvidence } from './judge-evidence.ts';
import type { Mark } from './mark.ts';
import { type Punches, punchesByPerson } from './punches.ts';
import type { Quarantined } from './quarantined.ts';
import { receivedBy } from './received-by.ts';
import type { Duplicate, RegisterInput } from './register.ts';
import { type EnrolmentIndex, indexEnrolments, isEnrolledAt, isEnrolledWithin } from './roster-at.ts';

/** What some facts, in their order, amount to. */
export interface FoldedFacts {
  readonly standing: SessionStanding;
  readonly marks: readonly Mark[];
  readonly quarantine: readonly Quarantined[];
  readonly duplicates: readonly Duplicate[];
}

/** The steps from facts to marks: where the session stands, who was there, whose touch counts, what was set by hand. */
export function foldFacts(
  input: RegisterInput,
  gathered: GatheredFacts,
  ordered: readonly Fact[],
): FoldedFacts {
  const { occurrence, rules, now } = input;
  const enrolments = indexEnrolments(input.enrolments);
  const standing = sessionStanding({ occurrence, rules, ordered, now });
  const evidence = collectEvidence(input, ordered, standing);
  const { counting, quarantine } = judgeEvidence(evidence, { occurrence, standing, enrolments });
  const punches = punchesByPerson(counting, rules);
  const hands = handMarksByPerson(occurrence.sessionId, ordered);
  const roster = rosterOf(enrolments, { standing, input, punches, hands });
  const context = { occurrence, rules, standing, isLate: lateness(input, gathered, ordered) };
  return {
    standing,
    marks: roster.map((person) => deriveMark(person, punches.get(person), hands.get(person), context)),
    quarantine: [...quarantine, ...strayMarks(hands, new Set(roster))].sort((a, b) => a.at - b.at),
    duplicates: Array.from(punches.values(), ({ duplicates }) => duplicates)
      .flat()
      .sort((a, b) => a.at - b.at),
  };
}

interface WhoDidWhat {
  readonly standing: SessionStanding;
  readonly input: RegisterInput;
  readonly punches: ReadonlyMap<PersonId, Punches>;
  readonly hands: HandMarks;
}

/** Whoever was enrolled when it began, and whoever joined or left around it and did something; in the order of ids. */
function rosterOf(
  enrolments: EnrolmentIndex,
  { standing, input, punches, hands }: WhoDidWhat,
): readonly PersonId[] {
  const { startsAt, endsAt } = input.occurrence;
  return [...enrolments.keys()]
    .filter(
      (person) =>
        isEnrolledAt(enrolments, person, startsAt) ||
        punches.has(person) ||
        (hands.has(person) && isEnrolledWithin(enrolments, person, standing.doorsOpenAt, endsAt)),
    )
    .sort();
}

/** Evidence is late when the session was sealed before the hub had it. */
function lateness(
  { occurrence }: RegisterInput,
  { places }: GatheredFacts,
  ordered: readonly Fact[],
): (evidence: CountingEvidence) => boolean {
  const seal = factsOfType(ordered, 'session-sealed').findLast(
    ({ event }) => event.body.sessionId === occurrence.sessionId,
  );
  if (seal === undefined) return () => false;
  return ({ id, key }) => !receivedBy(seal, places.get(id) ?? [key]);
}

/** Marks set for people who aren't on the list count for nobody, and aren't dropped either. */
function strayMarks(hands: HandMarks, roster: ReadonlySet<PersonId>): readonly Quarantined[] {
  return Array.from(hands.values(), ({ holds }) => holds?.fact)
    .filter((fact): fact is FactOf<'mark-set'> => fact !== undefined && !roster.has(fact.event.body.personId))
    .sort(compareFacts)
    .map(({ id, at, event }) => ({
      eventId: id,
      reason: 'not-enrolled',
      personId: event.body.personId,
      tag: null,
      at,
    }));
}
