import { canonicalJson } from '#domain/canonical-json.ts';
import type { EventId } from '#domain/ids.ts';
import { compareLogKeys, type LogKey } from '#domain/ledger/fact.ts';
import { compareFacts, type Fact } from './fact.ts';

/** Facts in the order of corrected time, each event id once. */
export interface GatheredFacts {
  readonly ordered: readonly Fact[];
  /** Every place that an event stands at, for those that stand at more than one (carried over into a new epoch). */
  readonly places: ReadonlyMap<EventId, readonly LogKey[]>;
  /** Two different events carry the same id. */
  readonly sameIdOtherBytes: boolean;
}

/** Puts facts from any number of ledgers in the one order that everybody derives from. */
export function gatherFacts(facts: Iterable<Fact>): GatheredFacts {
  const byId = new Map<EventId, Fact>();
  const places = new Map<EventId, LogKey[]>();
  let sameIdOtherBytes = false;
  for (const fact of facts) {
    const known = byId.get(fact.id);
    if (known === undefined) {
      byId.set(fact.id, fact);
      continue;
    }
    // The same fact told twice is by far the most common, and the only one that may come by the thousand.
    if (known === fact) continue;
    if (!isSameEvent(known, fact)) sameIdOtherBytes = true;
    const keys = places.get(fact.id) ?? [known.key];
    if (!keys.some((key) => compareLogKeys(key, fact.key) === 0)) places.set(fact.id, [...keys, fact.key]);
    if (firstOf(known, fact) === fact) byId.set(fact.id, fact);
  }
  return { ordered: [...byId.values()].sort(compareFacts), places, sameIdOtherBytes };
}

function isSameEvent(a: Fact, b: Fact): boolean {
  return a.event === b.event || contentText(a) === contentText(b);
}

/** The same one of two, whichever comes first. */
function firstOf(a: Fact, b: Fact): Fact {
  const order = compareFacts(a, b);
  if (order !== 0) return order < 0 ? a : b;
  if (a.event === b.event) return a;
  return contentText(b) < contentText(a) ? b : a;
}

/** All of an event but its place, which changes when it is carried over into a new epoch. */
function contentText({ event }: Fact): string {
  const { type, v, clock, body } = event;
  return canonicalJson({ type, v, clock, body });
}
