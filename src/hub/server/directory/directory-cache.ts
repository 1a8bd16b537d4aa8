import type { EpochMs, Hash, KioskNumber, RoomId } from '#domain/ids.ts';
import type { DocumentRef, Manifest } from '#domain/sync/frames.ts';
import { manifestDigest } from '#domain/sync/manifest.ts';
import type { HubAddress } from '../hub-parts.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { kioskByNumber } from '../store/kiosk-store.ts';
import { cardFormsOf } from './card-documents.ts';
import { CardTexts } from './card-texts.ts';
import { refsOf, type Texts, textOf } from './document-texts.ts';
import { type NamedDocument, roomDocuments, whereaboutsDocument } from './kiosk-documents.ts';
import type { ManifestRevisions } from './manifest-revisions.ts';

/** Documents hold a window of time; made anew this often, it moves on. */
const WINDOW_STEP_MS = 3_600_000;

/** Rooms whose texts are kept: those whose kiosks are just fetching them. Of all others the hashes are enough. */
const ROOMS_KEPT = 64;
/** Documents, and what they were made from. */
type Made<T> = { readonly basis: string; readonly value: T };

type Options = {
  readonly db: HubDatabase;
  readonly now: () => EpochMs;
  readonly address: () => HubAddress;
  readonly revisions: ManifestRevisions;
};

/** Makes each kiosk's documents when the data they come from has changed or time has moved on, and only then. */
export class DirectoryCache {
  readonly #options: Options;
  readonly #cards: CardTexts;
  #whereabouts: Made<Texts> | undefined;
  readonly #rooms = new Map<RoomId, Made<readonly DocumentRef[]>>();
  /** The least recently made first. */
  readonly #roomTexts = new Map<RoomId, Made<Texts>>();
  readonly #manifests = new Map<KioskNumber, Made<Manifest>>();

  constructor(options: Options) {
    this.#options = options;
    this.#cards = new CardTexts(options.db);
  }

  /** Its revision grows whenever the documents are others than before. Asked at every heartbeat, so mostly a look-up. */
  manifest(kiosk: KioskNumber): Manifest {
    const roomId = this.#roomOf(kiosk);
    const { db, address } = this.#options;
    const basis = `${db.dataVersion()} ${this.#window(roomId ?? '')} ${this.#window('')} ${address().url}`;
    const known = this.#manifests.get(kiosk);
    if (known?.basis === basis) return known.value;
    const documents = [...this.#sharedRefs(kiosk), ...(roomId === null ? [] : this.#roomRefs(roomId))];
    const digest = manifestDigest(documents);
    const rev = this.#options.revisions.revisionOf(kiosk, digest);
    const value = { rev, documents, digest };
    this.#manifests.set(kiosk, { basis, value });
    return value;
  }

  /** The text of a document in the kiosk's present manifest. */
  document(kiosk: KioskNumber, id: string, hash: Hash): string | undefined {
    const roomId = this.#roomOf(kiosk);
    const inRoom = () => (roomId === null ? undefined : this.#roomTextsOf(roomId).get(id));
    const found = this.#whereaboutsText().get(id) ?? this.#cards.find(id, this.#window('')) ?? inRoom();
    return found?.hash === hash ? found.text : undefined;
  }

  /** The same for every kiosk, but for what its readers leave of numbers. */
  #sharedRefs(kiosk: KioskNumber): readonly DocumentRef[] {
    const at = this.#window('');
    const subjects = ['cards' as const, ...cardFormsOf(this.#options.db, kiosk)];
    const cards = subjects.flatMap((subject) => refsOf(this.#cards.of(subject, at)));
    return [...cards, ...refsOf(this.#whereaboutsText())];
  }

  #whereaboutsText(): Texts {
    const { db } = this.#options;
    const at = this.#window('');
    this.#whereabouts = remade(this.#whereabouts, `${db.versionOf('all')} ${at}`, () => [
      ['whereabouts', whereaboutsDocument(db, at)],
    ]);
    return this.#whereabouts.value;
  }

  #roomRefs(roomId: RoomId): readonly DocumentRef[] {
    const known = this.#rooms.get(roomId);
    return known?.basis === this.#basisOf(roomId) ? known.value : refsOf(this.#makeRoom(roomId));
  }

  #roomTextsOf(roomId: RoomId): Texts {
    const known = this.#roomTexts.get(roomId);
    return known?.basis === this.#basisOf(roomId) ? known.value : this.#makeRoom(roomId);
  }

  #makeRoom(roomId: RoomId): Texts {
    const { db, address } = this.#options;
    const basis = this.#basisOf(roomId);
    const value = textsOf(roomDocuments(db, roomId, this.#window(roomId), address()));
    const before = this.#rooms.get(roomId);
    const refs = refsOf(value);
    this.#rooms.set(roomId, { basis, value: refs });
    // What was made from the same is the same; if ever it isn't, manifests that name the other one must go.
    if (before?.basis === basis && String(before.value) !== String(refs)) this.#manifests.clear();
    this.#roomTexts.delete(roomId);
    this.#roomTexts.set(roomId, { basis, value });
    const oldest = this.#roomTexts.keys().next();
    if (this.#roomTexts.size > ROOMS_KEPT && !oldest.done) this.#roomTexts.delete(oldest.value);
    return value;
  }

  #basisOf(roomId: RoomId): string {
    const { db, address } = this.#options;
    return `${db.versionOf(`room:${roomId}`)} ${this.#window(roomId)} ${address().url}`;
  }

  #roomOf(kiosk: KioskNumber): RoomId | null {
    const row = kioskByNumber(this.#options.db, kiosk);
    if (row === undefined) throw new Error(`kiosk ${kiosk} is not enrolled`);
    return row.roomId;
  }

  /** Begin of the present step of time; each room's at another moment of the hour, so that they aren't all made anew at once. */
  #window(roomId: string): EpochMs {
    const offset = Number.parseInt(roomId.slice(-6) || '0', 16) % WINDOW_STEP_MS;
    return (Math.floor((this.#options.now() + offset) / WINDOW_STEP_MS) * WINDOW_STEP_MS - offset) as EpochMs;
  }
}

function remade(
  known: Made<Texts> | undefined,
  basis: string,
  make: () => readonly NamedDocument[],
): Made<Texts> {
  return known?.basis === basis ? known : { basis, value: textsOf(make()) };
}

function textsOf(documents: readonly NamedDocument[]): Texts {
  return new Map(documents.map(([id, document]) => [id, textOf(document)]));
}
