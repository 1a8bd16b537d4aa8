import type { DocumentOf } from '#contracts/sync/documents.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';

type ClassOfMany = DocumentOf<'whereabouts'>['classes'][number];

/** One class a person has in these days, here or elsewhere. */
export type Whereabouts = Omit<ClassOfMany, 'people'>;

/** Each person's next classes in order of their start. */
export type WhereaboutsIndex = ReadonlyMap<PersonId, readonly Whereabouts[]>;

export function indexWhereabouts(documents: readonly DocumentOf<'whereabouts'>[]): WhereaboutsIndex {
  const index = new Map<PersonId, Whereabouts[]>();
  const classes = documents
    .flatMap((document) => document.classes)
    .toSorted((a, b) => a.startsAt - b.startsAt);
  for (const { people, ...where } of classes) {
    for (const personId of people) {
      const known = index.get(personId);
      if (known === undefined) index.set(personId, [where]);
      else known.push(where);
    }
  }
  return index;
}

/** The class a person should be in: the one that is on, else the next. */
export function whereaboutsAt(
  index: WhereaboutsIndex,
  personId: PersonId,
  at: EpochMs,
): Whereabouts | undefined {
  return index.get(personId)?.find(({ endsAt }) => at < endsAt);
}
