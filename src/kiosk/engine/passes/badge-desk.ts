import { readBadge } from '#domain/badge/badge.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import type { CredentialTag, EpochMs } from '#domain/ids.ts';
import type { ResolvedCard } from '../sessions/card-resolver.ts';
import { Showings } from './showings.ts';

export type BadgeDeskOptions = {
  readonly cardKey: Uint8Array;
  /** The institution's id. */
  readonly tenant: string;
  /** Whether the institution uses badges: whoever has a picture of one can be somebody else. */
  readonly areUsed: () => boolean;
  readonly resolveTag: (tag: CredentialTag, at: EpochMs) => ResolvedCard['person'];
};

/** Reads the printed badges that the camera sees, each showing once. */
export class BadgeDesk {
  readonly #options: BadgeDeskOptions;
  readonly #showings = new Showings();

  constructor(options: BadgeDeskOptions) {
    this.#options = options;
  }

  /** Undefined: it is no badge, or one that has been answered, or badges aren't used here. */
  read(text: string, at: EpochMs): ResolvedCard | undefined {
    const { areUsed, cardKey, tenant, resolveTag } = this.#options;
    const card = areUsed() ? readBadge(text, { cardKey, tenant }) : undefined;
    if (card === undefined || this.#showings.isOngoing(card, at)) return undefined;
    const tag = credentialTag(cardKey, card);
    return { tag, person: resolveTag(tag, at) };
  }
}
