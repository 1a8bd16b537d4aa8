import { canonicalJson } from '#domain/canonical-json.ts';
import type { EpochMs, Hash, KioskNumber, RoomId } from '#domain/ids.ts';
import type { DocumentRef, Manifest } from '#domain/sync/frames.ts';
import { documentHash, manifestOf } from '#domain/sync/manifest.ts';
import type { HubAddress } from '../hub-parts.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { kioskByNumber, putManifest } from '../store/kiosk-store.ts';
import { type NamedDocument, roomDocuments, sharedDocuments } from './kiosk-documents.ts';

/** Documents hold a window of time; made anew this often, it moves on. */
const WINDOW_STEP_MS = 3_600_000;

type Text = { readonly hash: Hash; readonly text: string };
type Texts = ReadonlyMap<string, Text>;

/** What everything cached was made from. */
type Basis = { readonly version: number; readonly at: EpochMs; readonly url: string };

type Options = {
  readonly db: HubDatabase;
  readonly now: () => EpochMs;
  readonly address: () => HubAddress;
};

/** Makes each kiosk's documents when the data they come from has changed, and only then. */
export class DirectoryCache {
  readonly #options: Options;
  #basis: Basis | undefined;
  #shared: Texts | undefined;
  #rooms = new Map<RoomId, Texts>();
  #manifests = new Map<KioskNumber, Manifest>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Its revision grows by one whenever the documents are others than before. */
  manifest(kiosk: KioskNumber): Manifest {
    this.#freshen();
    const known = this.#manifests.get(kiosk);
    if (known !== undefined) return known;
    const manifest = this.#makeManifest(kiosk);
    this.#manifests.set(kiosk, manifest);
    return manifest;
  }

  /** The text of a document in the kiosk's present manifest. */
  document(kiosk: KioskNumber, id: string, hash: Hash): string | undefined {
    this.#freshen();
    const roomId = kioskByNumber(this.#options.db, kiosk)?.roomId;
    const found =
      this.#sharedTexts().get(id) ?? (roomId == null ? undefined : this.#roomTexts(roomId).get(id));
    return found?.hash === hash ? found.text : undefined;
  }

  #freshen(): void {
    const { db, now, address } = this.#options;
    const version = db.dataVersion();
    const at = (Math.floor(now() / WINDOW_STEP_MS) * WINDOW_STEP_MS) as EpochMs;
    const { url } = address();
    const { version: had, at: hadAt, url: hadUrl } = this.#basis ?? {};
    if (version === had && at === hadAt && url === hadUrl) return;
    this.#basis = { version, at, url };
    this.#shared = undefined;
    this.#rooms = new Map();
    this.#manifests = new Map();
  }

  #makeManifest(kiosk: KioskNumber): Manifest {
    const { db } = this.#options;
    const row = kioskByNumber(db, kiosk);
    if (row === undefined) throw new Error(`kiosk ${kiosk} is not enrolled`);
    const room: Texts = row.roomId === null ? new Map() : this.#roomTexts(row.roomId);
    const documents = [...this.#sharedTexts(), ...room].map(([id, { hash }]): DocumentRef => [id, hash]);
    const manifest = manifestOf(row.rev, documents);
    if (manifest.digest === row.manifestDigest) return manifest;
    const rev = row.rev + 1;
    putManifest(db, kiosk, rev, manifest.digest);
    return { ...manifest, rev };
  }

  #sharedTexts(): Texts {
    const { db } = this.#options;
    this.#shared ??= textsOf(sharedDocuments(db, this.#at()));
    return this.#shared;
  }

  #roomTexts(roomId: RoomId): Texts {
    const { db, address } = this.#options;
    const known = this.#rooms.get(roomId);
    if (known !== undefined) return known;
    const made = textsOf(roomDocuments(db, roomId, this.#at(), address()));
    this.#rooms.set(roomId, made);
    return made;
  }

  #at(): EpochMs {
    if (this.#basis === undefined) throw new Error('asked before it was fresh');
    return this.#basis.at;
  }
}

function textsOf(documents: readonly NamedDocument[]): Texts {
  return new Map(
    documents.map(([id, document]) => {
      const text = canonicalJson(document);
      return [id, { text, hash: documentHash(text) }];
    }),
  );
}
