import { credentialTag } from '#domain/credential/credential-tag.ts';
import type { CredentialTag, EpochMs, PersonId } from '#domain/ids.ts';
import type { CardRead } from '../devices/reader.ts';

export type ResolvedCard = {
  readonly tag: CredentialTag;
  readonly person: PersonId | 'ambiguous' | undefined;
};

export type CardResolverOptions = {
  readonly cardKey: Uint8Array;
  readonly resolveTag: (tag: CredentialTag, at: EpochMs) => PersonId | 'ambiguous' | undefined;
};

// More cards than are ever in the fields of all readers at once.
const STAYS_REMEMBERED = 64;

/** From a card in a field to whose it is, once for each stay. */
export class CardResolver {
  readonly #options: CardResolverOptions;
  #answered: readonly string[] = [];

  constructor(options: CardResolverOptions) {
    this.#options = options;
  }

  /**
   * Undefined: nothing is to be done about this read. One frame is enough for a card the directory knows; readers now and then
   * make up numbers, so an unknown one waits for a second frame.
   */
  resolve(read: CardRead, at: EpochMs): ResolvedCard | undefined {
    if (this.#answered.includes(read.stay)) return undefined;
    const tag = credentialTag(this.#options.cardKey, read.card);
    const person = this.#options.resolveTag(tag, at);
    if (person === undefined && !read.certain) return undefined;
    this.#answered = [...this.#answered.slice(1 - STAYS_REMEMBERED), read.stay];
    return { tag, person };
  }
}
