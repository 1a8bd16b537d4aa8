import type { DirectoryDocument, DocumentOf } from '#contracts/sync/documents.ts';
import type { SessionId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { type CardIndex, indexCards, indexParts, type PartIndex } from './card-index.ts';
import { indexPeople, type PeopleIndex } from './people-index.ts';
import { indexPhones, type PhonesIndex } from './phones-index.ts';
import type { Held } from './plan-replacement.ts';
import { indexWhereabouts, type WhereaboutsIndex } from './whereabouts-index.ts';

type Kind = DirectoryDocument['kind'];

/** Everything the engine looks up while somebody stands at the reader, by the key it has in hand. */
export type DirectoryIndex = {
  readonly place: DocumentOf<'place'> | undefined;
  /** In order of their start. */
  readonly occurrences: readonly Occurrence[];
  readonly bySession: ReadonlyMap<SessionId, Occurrence>;
  readonly people: PeopleIndex;
  readonly cards: CardIndex;
  readonly parts: PartIndex;
  readonly whereabouts: WhereaboutsIndex;
  readonly phones: PhonesIndex;
};

export const EMPTY_INDEX: DirectoryIndex = {
  place: undefined,
  occurrences: [],
  bySession: new Map(),
  people: indexPeople([], [], []),
  cards: [],
  parts: new Map(),
  whereabouts: new Map(),
  phones: new Map(),
};

/** The index after documents were replaced; what comes from kinds of which none changed is taken over as it is. */
export function reindex(last: DirectoryIndex, before: Held, after: Held): DirectoryIndex {
  const changed = changedKinds(before, after);
  const documents = [...after.values()].map(({ document }) => document);
  const of = <K extends Kind>(kind: K) => documents.filter((each) => each.kind === kind) as DocumentOf<K>[];
  const peopleChanged = ['section', 'faculty', 'keepers'].some((kind) => changed.has(kind as Kind));
  return {
    ...last,
    ...(changed.has('place') && { place: of('place')[0] }),
    ...(changed.has('occurrences') && indexOccurrences(of('occurrences'))),
    ...(peopleChanged && { people: indexPeople(of('section'), of('faculty'), of('keepers')) }),
    ...(changed.has('credentials') && { cards: indexCards(of('credentials'), last.cards) }),
    ...(changed.has('partials') && { parts: indexParts(of('partials')) }),
    ...(changed.has('whereabouts') && { whereabouts: indexWhereabouts(of('whereabouts')) }),
    ...(changed.has('passes') && { phones: indexPhones(of('passes')) }),
  };
}

function changedKinds(before: Held, after: Held): ReadonlySet<Kind> {
  const ids = new Set([...before.keys(), ...after.keys()]);
  const changed = [...ids].filter((id) => before.get(id) !== after.get(id));
  return new Set(
    changed.flatMap((id) => [before.get(id), after.get(id)]).flatMap((held) => held?.document.kind ?? []),
  );
}

function indexOccurrences(
  documents: readonly DocumentOf<'occurrences'>[],
): Pick<DirectoryIndex, 'occurrences' | 'bySession'> {
  const occurrences = documents
    .flatMap((document) => document.occurrences)
    .toSorted((a, b) => a.startsAt - b.startsAt);
  return { occurrences, bySession: new Map(occurrences.map((each) => [each.sessionId, each])) };
}
