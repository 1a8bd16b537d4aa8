import type { EpochMs, PersonId } from '#domain/ids.ts';
import type { Rules } from '#domain/rules/rules.ts';
import type { CountingEvidence } from './evidence.ts';
import type { Duplicate } from './register.ts';

/** One person's evidence, oldest first, and which of it only repeats. Each stays as evidence. */
export interface Punches {
  readonly all: readonly [CountingEvidence, ...CountingEvidence[]];
  readonly duplicates: readonly Duplicate[];
}

/** Evidence in the order in which people were there, put together by person. */
export function punchesByPerson(
  counting: readonly CountingEvidence[],
  rules: Rules,
): ReadonlyMap<PersonId, Punches> {
  const lists = new Map<PersonId, [CountingEvidence, ...CountingEvidence[]]>();
  for (const item of counting) {
    const list = lists.get(item.person);
    if (list === undefined) lists.set(item.person, [item]);
    else list.push(item);
  }
  return new Map(
    Array.from(lists, ([personId, all]) => [personId, { all, duplicates: duplicatesAmong(all, rules) }]),
  );
}

function duplicatesAmong(
  [first, ...rest]: readonly [CountingEvidence, ...CountingEvidence[]],
  rules: Rules,
): readonly Duplicate[] {
  if (rest.length === 0) return [];
  const duplicates: Duplicate[] = [];
  const lastAtSource = new Map<string, EpochMs>([[first.source, first.at]]);
  let last = first;
  for (const item of rest) {
    const kind = kindOf(item, last, lastAtSource.get(item.source), rules);
    duplicates.push({ eventId: item.id, of: last.id, personId: item.person, at: item.at, kind });
    lastAtSource.set(item.source, item.at);
    if (kind === 'again') last = item;
  }
  return duplicates;
}

function kindOf(
  item: CountingEvidence,
  last: CountingEvidence,
  lastHere: EpochMs | undefined,
  rules: Rules,
): Duplicate['kind'] {
  if (lastHere !== undefined && item.at - lastHere <= rules.doubleTapMs) return 'double-tap';
  return item.at - last.at <= rules.duplicateMs ? 'duplicate' : 'again';
}
