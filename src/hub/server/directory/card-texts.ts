import { PARTIAL_FORMS, type PartialForm } from '#domain/card-number/partial-number.ts';
import type { EpochMs } from '#domain/ids.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { credentialsDocument, partialsDocument } from './card-documents.ts';
import { CARD_SHARDS, type CardShard } from './card-shards.ts';
import { type DocumentText, type Texts, textOf } from './document-texts.ts';

/** What there are documents of: the cards themselves, or what readers of a form leave of them. */
type Subject = 'cards' | PartialForm;

/** One document, undefined if it would be empty, and what it was made from. */
type Made = { readonly basis: string; readonly text: DocumentText | undefined };

/** Everybody's cards, in documents each of which is made anew only when one of its own cards has changed. */
export class CardTexts {
  readonly #db: HubDatabase;
  readonly #made = new Map<string, Made>();
  readonly #all = new Map<Subject, { readonly basis: string; readonly texts: Texts }>();

  constructor(db: HubDatabase) {
    this.#db = db;
  }

  /** By their ids. `at` decides which have ended so long ago that nobody has to know. */
  of(subject: Subject, at: EpochMs): Texts {
    const basis = `${this.#db.dataVersion()} ${at}`;
    const known = this.#all.get(subject);
    if (known?.basis === basis) return known.texts;
    const texts = new Map<string, DocumentText>();
    for (const shard of CARD_SHARDS) {
      const text = this.#textOf(subject, shard, at);
      if (text !== undefined) texts.set(documentId(subject, shard), text);
    }
    this.#all.set(subject, { basis, texts });
    return texts;
  }

  find(id: string, at: EpochMs): DocumentText | undefined {
    const form = PARTIAL_FORMS.find((each) => id.startsWith(`partials:${each}-`));
    return this.of(form ?? 'cards', at).get(id);
  }

  #textOf(subject: Subject, shard: CardShard, at: EpochMs): DocumentText | undefined {
    const basis = `${this.#db.versionOf('cards', `cards:${shard}`)} ${at}`;
    const known = this.#made.get(documentId(subject, shard));
    if (known?.basis === basis) return known.text;
    const document =
      subject === 'cards'
        ? credentialsDocument(this.#db, shard, at)
        : partialsDocument(this.#db, subject, shard);
    const text = document === undefined ? undefined : textOf(document);
    this.#made.set(documentId(subject, shard), { basis, text });
    return text;
  }
}

function documentId(subject: Subject, shard: CardShard): string {
  return subject === 'cards' ? `credentials:${shard}` : `partials:${subject}-${shard}`;
}
