import type { CredentialTag, PersonId } from '#domain/ids.ts';
import type { Method } from '#domain/ledger/event.ts';

/** Something was held to a reader that stands for a person. */
export type Presented = {
  readonly reader: string;
  readonly method: Method;
  /** Of a card. */
  readonly tag: CredentialTag | null;
  readonly person: PersonId | 'ambiguous' | undefined;
  /** Whether it is proof enough to open a class with. */
  readonly mayUnlock: boolean;
  /** By this machine's wall clock, ms since 1970: measures how long the answer took. */
  readonly wallAt: number;
};
