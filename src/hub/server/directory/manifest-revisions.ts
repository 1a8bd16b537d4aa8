import type { EpochMs, Hash, KioskNumber } from '#domain/ids.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { kioskByNumber, type ManifestRow, putManifest } from '../store/kiosk-store.ts';

/**
 * Numbers what each kiosk's documents were, from one time to the next. Kept in memory and saved now and then: a change that
 * concerns two thousand kiosks must not wait for two thousand writes. A number is never below the seconds since 1970, so
 * one that a crash made the hub forget isn't given out again.
 */
export class ManifestRevisions {
  readonly #db: HubDatabase;
  readonly #now: () => EpochMs;
  readonly #known = new Map<KioskNumber, ManifestRow>();
  readonly #unsaved = new Set<KioskNumber>();

  constructor(db: HubDatabase, now: () => EpochMs) {
    this.#db = db;
    this.#now = now;
  }

  /** The revision under which a kiosk's documents have this digest. */
  revisionOf(kiosk: KioskNumber, digest: Hash): number {
    const before = this.#known.get(kiosk) ?? this.#stored(kiosk);
    if (before?.manifestDigest === digest) return before.rev;
    const rev = Math.max((before?.rev ?? 0) + 1, Math.floor(this.#now() / 1_000));
    this.#known.set(kiosk, { rev, manifestDigest: digest });
    this.#unsaved.add(kiosk);
    return rev;
  }

  /** Writes what is new: a tenth of it, the longest waiting, but no fewer than `atLeast`. Thousands at once would hold everything up. */
  save(atLeast = Number.POSITIVE_INFINITY): void {
    if (this.#unsaved.size === 0) return;
    const share = [...this.#unsaved].slice(0, Math.max(atLeast, Math.ceil(this.#unsaved.size / 10)));
    this.#db.transaction(() => {
      for (const kiosk of share) {
        const manifest = this.#known.get(kiosk);
        if (manifest !== undefined) putManifest(this.#db, kiosk, manifest);
      }
    });
    for (const kiosk of share) this.#unsaved.delete(kiosk);
  }

  #stored(kiosk: KioskNumber): ManifestRow | undefined {
    const row = kioskByNumber(this.#db, kiosk);
    if (row === undefined || row.manifestDigest === null) return undefined;
    const manifest = { rev: row.rev, manifestDigest: row.manifestDigest };
    this.#known.set(kiosk, manifest);
    return manifest;
  }
}
