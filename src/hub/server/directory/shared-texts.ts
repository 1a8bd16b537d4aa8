import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import type { DocumentRef } from '#domain/sync/frames.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { cardFormsOf } from './card-documents.ts';
import { CardTexts } from './card-texts.ts';
import { type DocumentText, refsOf, sameRefs, type Texts, textOf } from './document-texts.ts';
import { keepersDocument, whereaboutsDocument } from './kiosk-documents.ts';
import type { Made } from './made.ts';

/** Documents that are the same for every kiosk, but for what its readers leave of numbers. */
export class SharedTexts {
  readonly #db: HubDatabase;
  readonly #cards: CardTexts;
  #campus: Made<Texts> | undefined;
  /** By what readers leave of numbers: kiosks of like readers name their documents in one list. */
  readonly #refs = new Map<string, Made<readonly DocumentRef[]>>();

  constructor(db: HubDatabase) {
    this.#db = db;
    this.#cards = new CardTexts(db);
  }

  /** The very same list for as long as the documents are the same. `at`: see `DirectoryCache`. */
  refsFor(kiosk: KioskNumber, at: EpochMs): readonly DocumentRef[] {
    const forms = cardFormsOf(this.#db, kiosk);
    const basis = `${this.#db.dataVersion()} ${at}`;
    const known = this.#refs.get(forms.join());
    if (known?.basis === basis) return known.value;
    const subjects = ['cards' as const, ...forms];
    const cards = subjects.flatMap((subject) => refsOf(this.#cards.of(subject, at)));
    const refs = [...cards, ...refsOf(this.#campusTexts(at))];
    const value = known !== undefined && sameRefs(known.value, refs) ? known.value : refs;
    this.#refs.set(forms.join(), { basis, value });
    return value;
  }

  /** The document in force, whoever asks. */
  find(id: string, at: EpochMs): DocumentText | undefined {
    return this.#campusTexts(at).get(id) ?? this.#cards.find(id, at);
  }

  #campusTexts(at: EpochMs): Texts {
    const basis = `${this.#db.versionOf('all')} ${at}`;
    if (this.#campus?.basis !== basis) {
      const value = new Map([
        ['keepers', textOf(keepersDocument(this.#db))],
        ['whereabouts', textOf(whereaboutsDocument(this.#db, at))],
      ]);
      this.#campus = { basis, value };
    }
    return this.#campus.value;
  }
}
