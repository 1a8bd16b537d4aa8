import type { EpochMs, Hash, KioskNumber, RoomId } from '#domain/ids.ts';
import type { DocumentRef, Manifest } from '#domain/sync/frames.ts';
import type { HubAddress } from '../hub-parts.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { kioskIdentity } from '../store/kiosk-identity.ts';
import { fastManifestDigest, refsOf, sameRefs, type Texts, textOf } from './document-texts.ts';
import { type NamedDocument, roomDocuments } from './kiosk-documents.ts';
import type { Made } from './made.ts';
import type { ManifestRevisions } from './manifest-revisions.ts';
import { SharedTexts } from './shared-texts.ts';

/** Documents hold a window of time; made anew this often, it moves on. */
const WINDOW_STEP_MS = 3_600_000;

/** Rooms whose texts are kept: those whose kiosks are just fetching them. Of all others the hashes are enough. */
const ROOMS_KEPT = 16;

/** A manifest, and the very lists it was put together from. */
type Compiled = {
  readonly basis: string;
  readonly shared: readonly DocumentRef[];
  readonly room: readonly DocumentRef[];
  readonly manifest: Manifest;
};

type Options = {
  readonly db: HubDatabase;
  readonly now: () => EpochMs;
  readonly address: () => HubAddress;
  readonly revisions: ManifestRevisions;
};

/** Makes each kiosk's documents when the data they come from has changed or time has moved on, and only then. */
export class DirectoryCache {
  readonly #options: Options;
  readonly #shared: SharedTexts;
  readonly #rooms = new Map<RoomId, Made<readonly DocumentRef[]>>();
  /** The least recently made first. */
  readonly #roomTexts = new Map<RoomId, Made<Texts>>();
  readonly #manifests = new Map<KioskNumber, Compiled>();

  constructor(options: Options) {
    this.#options = options;
    this.#shared = new SharedTexts(options.db);
  }

  /** Its revision grows whenever the documents are others than before. Asked at every heartbeat, so mostly a look-up. */
  manifest(kiosk: KioskNumber): Manifest {
    const roomId = this.#roomOf(kiosk);
    const { db, address } = this.#options;
    const at = this.#window('');
    const basis = `${db.dataVersion()} ${roomId} ${this.#window(roomId ?? '')} ${at} ${address().url}`;
    const known = this.#manifests.get(kiosk);
    if (known?.basis === basis) return known.manifest;
    const shared = this.#shared.refsFor(kiosk, at);
    const room = roomId === null ? NO_ROOM : this.#roomRefs(roomId);
    // Most changes are about another room.
    const isSame = known?.shared === shared && known.room === room;
    const manifest = isSame ? known.manifest : this.#compile(kiosk, [...shared, ...room]);
    this.#manifests.set(kiosk, { basis, shared, room, manifest });
    return manifest;
  }

  /** The text of a document in the kiosk's present manifest. */
  document(kiosk: KioskNumber, id: string, hash: Hash): string | undefined {
    const roomId = this.#roomOf(kiosk);
    const inRoom = () => (roomId === null ? undefined : this.#roomTextsOf(roomId).get(id));
    const found = this.#shared.find(id, this.#window('')) ?? inRoom();
    return found?.hash === hash ? found.text : undefined;
  }

  #compile(kiosk: KioskNumber, documents: readonly DocumentRef[]): Manifest {
    const digest = fastManifestDigest(documents);
    return { rev: this.#options.revisions.revisionOf(kiosk, digest), documents, digest };
  }

  #roomRefs(roomId: RoomId): readonly DocumentRef[] {
    const known = this.#rooms.get(roomId);
    if (known?.basis === this.#basisOf(roomId)) return known.value;
    this.#makeRoom(roomId);
    return this.#rooms.get(roomId)?.value ?? NO_ROOM;
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
    const isSame = before !== undefined && sameRefs(before.value, refs);
    this.#rooms.set(roomId, { basis, value: isSame ? before.value : refs });
    // What was made from the same is the same; if ever it isn't, manifests that name the other one must go.
    if (before?.basis === basis && !isSame) this.#manifests.clear();
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
    const identity = kioskIdentity(this.#options.db, kiosk);
    if (identity === undefined) throw new Error(`kiosk ${kiosk} is not enrolled`);
    return identity.roomId;
  }

  /** Begin of the present step of time; each room's at another moment of the hour, so that they aren't all made anew at once. */
  #window(roomId: string): EpochMs {
    const offset = Number.parseInt(roomId.slice(-6) || '0', 16) % WINDOW_STEP_MS;
    return (Math.floor((this.#options.now() + offset) / WINDOW_STEP_MS) * WINDOW_STEP_MS - offset) as EpochMs;
  }
}

const NO_ROOM: readonly DocumentRef[] = [];

function textsOf(documents: readonly NamedDocument[]): Texts {
  return new Map(documents.map(([id, document]) => [id, textOf(document)]));
}
