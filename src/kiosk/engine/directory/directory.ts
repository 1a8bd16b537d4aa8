import type { DocumentOf } from '#contracts/sync/documents.ts';
import type { CredentialTag, EpochMs, PersonId, SectionId, SessionId } from '#domain/ids.ts';
import type { PassPhone } from '#domain/pass/judge-pass.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Manifest, ManifestMark } from '#domain/sync/frames.ts';
import type { ApplyProblem, KioskDirectoryPort } from '#domain/sync/ports.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { problemOf } from '#platform/database-problem.ts';
import type { SqliteDatabase } from '#platform/sqlite.ts';
import { allCards, type Card, cardsWith, holdersAmong } from './card-index.ts';
import { type DirectoryIndex, EMPTY_INDEX, reindex } from './directory-index.ts';
import { type DirectoryStatements, prepareDirectoryStatements } from './directory-statements.ts';
import type { FacultyMember, Keeper, Section } from './people-index.ts';
import {
  type Held,
  type HeldDocument,
  lackingIn,
  planReplacement,
  type Replacement,
} from './plan-replacement.ts';
import { readDocument, textHash } from './read-document.ts';
import { type Whereabouts, whereaboutsAt } from './whereabouts-index.ts';

const NOTHING: Held = new Map();

/**
 * What the hub computed for this kiosk: place, timetable, rosters, faculty, cards. Whole or unchanged: a new set of documents replaces the
 * old in one transaction. The engine asks by key and is answered from memory. `openDirectory` makes one.
 */
export class Directory implements KioskDirectoryPort {
  readonly #db: SqliteDatabase;
  readonly #sql: DirectoryStatements;
  #mark: ManifestMark | null;
  #held: Held;
  #index: DirectoryIndex;

  private constructor(db: SqliteDatabase, held: Held) {
    this.#db = db;
    this.#sql = prepareDirectoryStatements(db);
    this.#mark = this.#sql.mark.get() ?? null;
    this.#held = held;
    this.#index = reindex(EMPTY_INDEX, NOTHING, held);
  }

  /** From an open file; `undefined` when a document in it is not what was stored, or not readable by this program. */
  static load(db: SqliteDatabase): Directory | undefined {
    const held = new Map<string, HeldDocument>();
    for (const { id, hash, text } of prepareDirectoryStatements(db).documents.iterate()) {
      const document = textHash(text) === hash ? readDocument(text) : undefined;
      if (document === undefined) return undefined;
      held.set(id, { hash, document });
    }
    return new Directory(db, held);
  }

  /** What was applied last; null before the first. */
  mark(): ManifestMark | null {
    return this.#mark;
  }

  /** The revision that presentations are stamped with; 0 before the first. */
  rev(): number {
    return this.#mark?.rev ?? 0;
  }

  /** Ids of the manifest's documents that are not held with that hash. */
  lacking(manifest: Manifest): readonly string[] {
    return lackingIn(this.#held, manifest);
  }

  /** Replaces the whole directory: all or nothing. `texts` has the lacking documents by id. */
  applyDocuments(manifest: Manifest, texts: ReadonlyMap<string, string>): Result<void, ApplyProblem> {
    const plan = planReplacement(this.#held, manifest, texts);
    if (!plan.ok) return plan;
    try {
      this.#db.transaction(() => this.#write(manifest, plan.value)).immediate();
    } catch (error) {
      return err({ kind: 'not-kept', text: problemOf(error, this.#db.name).text });
    }
    this.#index = reindex(this.#index, this.#held, plan.value.held);
    this.#held = plan.value.held;
    this.#mark = { rev: manifest.rev, digest: manifest.digest };
    return ok(undefined);
  }

  place(): DocumentOf<'place'> | undefined {
    return this.#index.place;
  }

  /** The room's sessions in order of their start. */
  occurrences(): readonly Occurrence[] {
    return this.#index.occurrences;
  }

  occurrence(sessionId: SessionId): Occurrence | undefined {
    return this.#index.bySession.get(sessionId);
  }

  section(sectionId: SectionId): Section | undefined {
    return this.#index.people.sections.get(sectionId);
  }

  /** Known only for people of the room's sections and their teachers. */
  nameOf(personId: PersonId): string | undefined {
    return this.#index.people.names.get(personId);
  }

  /** Whoever may unlock here. */
  faculty(personId: PersonId): FacultyMember | undefined {
    return this.#index.people.faculty.get(personId);
  }

  /** Whoever may look after this kiosk. */
  keepers(): readonly Keeper[] {
    return this.#index.people.keepers;
  }

  /** Every card of the institution. */
  cards(): Iterable<Card> {
    return allCards(this.#index.cards);
  }

  /** Everybody who has, had or will have the card. `KnownCards` adds what was done at this kiosk since. */
  cardsOf(tag: CredentialTag): readonly Card[] {
    return cardsWith(this.#index.cards, tag);
  }

  /** Cards of which readers that drop bytes leave this; told for the kinds of readers that this kiosk has. */
  tagsLeaving(part: CredentialTag): readonly CredentialTag[] {
    return this.#index.parts.get(part) ?? [];
  }

  /** Phones that may show passes here and call themselves by this id; nearly always one. */
  phonesBy(passId: string): readonly PassPhone[] {
    return this.#index.phones.get(passId) ?? [];
  }

  /** The class a person should be in, here or elsewhere: the one that is on, else the next. */
  whereabouts(personId: PersonId, at: EpochMs): Whereabouts | undefined {
    return whereaboutsAt(this.#index.whereabouts, personId, at);
  }

  /** Those of these people that the hub has told of in any way: a roster, a class, a card that is valid. */
  knownAmong(people: readonly PersonId[], at: EpochMs): ReadonlySet<PersonId> {
    const { names } = this.#index.people;
    const isNamed = (personId: PersonId) => names.has(personId) || this.#index.whereabouts.has(personId);
    const known = new Set(people.filter(isNamed));
    const others = new Set(people.filter((personId) => !known.has(personId)));
    return others.size === 0 ? known : new Set([...known, ...holdersAmong(this.#index.cards, others, at)]);
  }

  close(): void {
    this.#db.close();
  }

  #write({ rev, digest }: Manifest, { put, remove }: Replacement): void {
    for (const id of remove) this.#sql.remove.run(id);
    for (const { id, hash, text } of put) this.#sql.put.run(id, hash, text);
    this.#sql.setMark.run(rev, digest);
  }
}
