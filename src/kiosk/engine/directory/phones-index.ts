import type { DocumentOf } from '#contracts/sync/documents.ts';

type Phone = DocumentOf<'passes'>['phones'][number];

/** Phones that may show passes here, by what they call themselves. */
export type PhonesIndex = ReadonlyMap<string, readonly Phone[]>;

export function indexPhones(documents: readonly DocumentOf<'passes'>[]): PhonesIndex {
  return Map.groupBy(
    documents.flatMap(({ phones }) => phones),
    ({ passId }) => passId,
  );
}
