import { canonicalJson } from '#domain/canonical-json.ts';
import type { EpochMs, Hash, KioskNumber, RoomId } from '#domain/ids.ts';
import type { DocumentRef, Manifest } from '#domain/sync/frames.ts';
import { documentHash, manifestDigest } from '#domain/sync/manifest.ts';
import type { HubAddress } from '../hub-parts.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { kioskByNumber } from '../store/kiosk-store.ts';
import {
  credentialsDocument,
  type NamedDocument,
  roomDocuments,
  whereaboutsDocument,
} from './kiosk-documents.ts';
import type { ManifestRevisions } from './manifest-revisions.ts';

/** Documents hold a window of time; made anew this often, it moves on. */
const WINDOW_STEP_MS = 3_600_000;

type Text = { readonly hash: Hash; readonly text: string };
type Texts = ReadonlyMap<string, Text>;
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
  #credentials: Made<Texts> | undefined;
  #whereabouts: Made<Texts> | undefined;
  readonly #rooms = new Map<RoomId, Made<Texts>>();
  readonly #manifests = new Map<KioskNumber, Made<Manifest>>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Its revision grows whenever the documents are others than before. Asked at every heartbeat, so mostly a look-up. */
  manifest(kiosk: KioskNumber): Manifest {
    const roomId = this.#roomOf(kiosk);
    const { db, address } = this.#options;
    const basis = `${db.dataVersion()} ${this.#window(roomId ?? '')} ${this.#window('')} ${address().url}`;
    const known = this.#manifests.get(kiosk);
    if (known?.basis === basis) return known.value;
    const documents = this.#textsFor(roomId).map(([id, { hash }]): DocumentRef => [id, hash]);
    const digest = manifestDigest(documents);
    const rev = this.#options.revisions.revisionOf(kiosk, digest);
    const value = { rev, documents, digest };
    this.#manifests.set(kiosk, { basis, value });
    return value;
  }

  /** The text of a document in the kiosk's present manifest. */
  document(kiosk: KioskNumber, id: string, hash: Hash): string | undefined {
    const found = this.#textsFor(this.#roomOf(kiosk)).find(([name]) => name === id)?.[1];
    return found?.hash === hash ? found.text : undefined;
  }

  #textsFor(roomId: RoomId | null): readonly (readonly [string, Text])[] {
    const { db, address } = this.#options;
    const all = db.versionOf('all');
    const at = this.#window('');
    this.#credentials = remade(this.#credentials, `${db.versionOf('cards')} ${at}`, () => [
      ['credentials', credentialsDocument(db, at)],
    ]);
    this.#whereabouts = remade(this.#whereabouts, `${all} ${at}`, () => [
      ['whereabouts', whereaboutsDocument(db, at)],
    ]);
    const shared = [...this.#credentials.value, ...this.#whereabouts.value];
    if (roomId === null) return shared;
    const from = this.#window(roomId);
    const basis = `${db.versionOf(`room:${roomId}`)} ${from} ${address().url}`;
    const room = remade(this.#rooms.get(roomId), basis, () => roomDocuments(db, roomId, from, address()));
    this.#rooms.set(roomId, room);
    return [...shared, ...room.value];
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
  return new Map(
    documents.map(([id, document]) => {
      const text = canonicalJson(document);
      return [id, { text, hash: documentHash(text) }];
    }),
  );
}
