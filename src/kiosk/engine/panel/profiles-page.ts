import type { ProfilesAction, ProfilesPage } from '#contracts/engine-link/panel/profiles-page.ts';
import type { ReadNumber } from '#domain/card-number/partial-number.ts';
import { commonProfiles, formLeftBy, type ReaderProfile } from '#domain/card-number/reader-profile.ts';
import { unreachable } from '#domain/unreachable.ts';
import { fittingProfiles, profilesMeaning } from '../cards/fitting-profiles.ts';
import type { TypingReader } from '../cards/typing-readers.ts';
import { readTypedCard } from '../devices/simulated/typed-card.ts';
import type { PanelPage, PanelPageMaker, PanelVisit } from './panel-page.ts';

export type ProfilesPageParts = {
  readonly typing: () => readonly TypingReader[];
  /** Whether somebody has this card, or one of which a reader leaves this. */
  readonly isKnown: (number: ReadNumber) => boolean;
  /** Sets a reader at once; the words of a refusal. */
  readonly setProfile: (reader: string, profile: ReaderProfile) => string | undefined;
};

type KnownCard = { readonly text: string; readonly fitting: readonly ReaderProfile[] };

/** How many cards tell one profile from all others. A third where two fit several. */
const ENOUGH = 2;

/** Enough of what was typed to see that it is this card, too little to be one. */
const SHOWN = 4;

/** Finds out how a reader that types writes cards, from cards that are known. */
export function profilesPage(parts: ProfilesPageParts): PanelPageMaker<'profiles'> {
  return { roles: ['keeper'], visit: (visit) => new ProfilesVisit(parts, visit) };
}

class ProfilesVisit implements PanelPage<'profiles'> {
  readonly #parts: ProfilesPageParts;
  readonly #visit: PanelVisit;
  #reader: string | null = null;
  #cards: readonly KnownCard[] = [];
  #unknown: string | null = null;

  constructor(parts: ProfilesPageParts, visit: PanelVisit) {
    this.#parts = parts;
    this.#visit = visit;
  }

  view(): ProfilesPage {
    return {
      name: 'profiles',
      reader: this.#typing() ?? null,
      cards: this.#cards.map(({ text, fitting }) => ({ ending: endOf(text), fitting: fitting.length })),
      unknown: this.#unknown === null ? null : endOf(this.#unknown),
      result: this.#result(),
    };
  }

  /** Its readers are of interest here, and not whose card it is. */
  takesCard(): boolean {
    return true;
  }

  takesText(reader: string, text: string): void {
    this.#visit.stay();
    if (reader !== this.#reader) this.#startOver();
    this.#reader = reader;
    this.#unknown = null;
    if (this.#cards.some((card) => card.text === text)) return;
    const fitting = fittingProfiles(text, this.#parts.isKnown);
    if (fitting.length === 0) this.#unknown = text;
    else this.#cards = [...this.#cards, { text, fitting }];
  }

  act(action: ProfilesAction): string | undefined {
    switch (action.type) {
      case 'tell-number':
        return this.#tellNumber(action.number);
      case 'use':
        return this.#use();
      case 'start-over':
        this.#startOver();
        return undefined;
      default:
        return unreachable(action);
    }
  }

  leave(): void {
    this.#startOver();
  }

  #tellNumber(number: string): string | undefined {
    const text = this.#unknown;
    if (text === null) return 'Hold the card to the reader first.';
    const card = readTypedCard(number);
    if (!card.ok) return card.error;
    const fitting = profilesMeaning(text, card.value);
    if (fitting.length === 0)
      return 'The reader can’t have meant this number. Compare it with the card again.';
    this.#cards = [...this.#cards, { text, fitting }];
    this.#unknown = null;
    return undefined;
  }

  #use(): string | undefined {
    const result = this.#result();
    if (result.kind !== 'found' || this.#reader === null) return 'Hold two known cards to the reader first.';
    return this.#parts.setProfile(this.#reader, result.profile);
  }

  #result(): ProfilesPage['result'] {
    if (this.#cards.length < ENOUGH) return { kind: 'open' };
    const [profile, another] = commonProfiles(this.#cards.map(({ fitting }) => fitting));
    if (profile === undefined) return { kind: 'none' };
    if (another !== undefined) return { kind: 'open' };
    return {
      kind: 'found',
      profile,
      isPartial: formLeftBy(profile) !== undefined,
      isSet: this.#typing()?.profile === profile,
    };
  }

  #typing(): TypingReader | undefined {
    return this.#parts.typing().find(({ id }) => id === this.#reader);
  }

  #startOver(): void {
    this.#reader = null;
    this.#cards = [];
    this.#unknown = null;
  }
}

function endOf(text: string): string {
  return text.slice(-SHOWN);
}
