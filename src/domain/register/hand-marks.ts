import type { EventId, PersonId, SessionId } from '#domain/ids.ts';
import { type Standing, whichHolds } from '#domain/ledger/supersession.ts';
import { type Fact, type FactOf, isFactOf } from './fact.ts';

export interface HandMarkFact {
  readonly id: EventId;
  readonly supersedes: EventId | null;
  readonly fact: FactOf<'mark-set'>;
}

export type HandMarks = ReadonlyMap<PersonId, Standing<HandMarkFact>>;

/** The mark by hand that holds for each person who ever had one in this session. Facts in the order of corrected time. */
export function handMarksByPerson(sessionId: SessionId, ordered: readonly Fact[]): HandMarks {
  const lists = new Map<PersonId, HandMarkFact[]>();
  for (const fact of ordered) {
    if (!isFactOf(fact, 'mark-set') || fact.event.body.sessionId !== sessionId) continue;
    const { personId, supersedes } = fact.event.body;
    const mark = { id: fact.id, supersedes, fact };
    const list = lists.get(personId);
    if (list === undefined) lists.set(personId, [mark]);
    else list.push(mark);
  }
  return new Map(Array.from(lists, ([personId, list]) => [personId, whichHolds(list)]));
}
