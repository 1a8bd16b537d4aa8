import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import type { KioskContact } from '#domain/sync/ports.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { type ContactRow, contactIn, kioskByNumber, putContact } from '../store/kiosk-store.ts';

/** What kiosks last said of themselves: in memory at once, on disk now and then, because they say it every few seconds. */
export class KioskContacts {
  readonly #db: HubDatabase;
  readonly #now: () => EpochMs;
  readonly #contacts = new Map<KioskNumber, ContactRow>();
  readonly #unsaved = new Set<KioskNumber>();

  constructor(db: HubDatabase, now: () => EpochMs) {
    this.#db = db;
    this.#now = now;
  }

  note({ kiosk, epoch, app, backlog, watermark, clock, check }: KioskContact): void {
    const known = this.of(kiosk);
    const before = known?.watermark ?? null;
    // A watermark is a promise about everything before it, so a lower one takes nothing back.
    const highest = watermark === null || (before !== null && before > watermark) ? before : watermark;
    this.#contacts.set(kiosk, {
      ...{ lastContactAt: this.#now(), epoch, app, backlog, watermark: highest, clock },
      // What it found then is still so when it doesn't say it again, as right after its start.
      check: check ?? known?.check ?? null,
    });
    this.#unsaved.add(kiosk);
  }

  of(kiosk: KioskNumber): ContactRow | undefined {
    const known = this.#contacts.get(kiosk);
    if (known !== undefined) return known;
    const row = kioskByNumber(this.#db, kiosk);
    const contact = row === undefined ? undefined : contactIn(row);
    if (contact !== undefined) this.#contacts.set(kiosk, contact);
    return contact;
  }

  /** Writes what is new: a tenth of it, the longest waiting, but no fewer than `atLeast`. Thousands at once would hold everything up. */
  save(atLeast = Number.POSITIVE_INFINITY): void {
    if (this.#unsaved.size === 0) return;
    const share = [...this.#unsaved].slice(0, Math.max(atLeast, Math.ceil(this.#unsaved.size / 10)));
    this.#db.transaction(() => {
      for (const kiosk of share) {
        const contact = this.#contacts.get(kiosk);
        if (contact !== undefined) putContact(this.#db, kiosk, contact);
      }
    });
    for (const kiosk of share) this.#unsaved.delete(kiosk);
  }
}
