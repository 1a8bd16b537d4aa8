import type { KioskNumber } from '#domain/ids.ts';
import type { HubDisk, KioskDisk, Row } from './disks.ts';

export type Recorded = {
  readonly origin: KioskNumber;
  /** Virtual time. */
  readonly at: number;
  /** Kiosks it is meant for, if the hub recorded it. */
  readonly targets: readonly KioskNumber[];
};

/** Whatever still holds events. */
export type Places = { readonly hub: HubDisk; readonly kiosks: readonly KioskDisk[] };

/**
 * What really happened, kept outside of all machines: everything that was ever recorded, every text it was ever written
 * as, and what the faults themselves destroyed the last copy of. Only that may be missing in the end.
 */
export class LedgerOfRecord {
  readonly recorded = new Map<string, Recorded>();
  readonly texts = new Set<string>();
  readonly destroyed = new Set<string>();
  readonly #archived = new Set<string>();

  note(row: Row, at: number, targets: readonly KioskNumber[] = []): void {
    this.texts.add(row.text);
    if (!this.recorded.has(row.id)) this.recorded.set(row.id, { origin: row.origin, at, targets });
  }

  /** What a kiosk wrote by itself: the beginning of an epoch, events carried over. */
  noteOwn(disk: KioskDisk, at: number): void {
    for (const row of disk.own()) this.note(row, at);
  }

  noteArchived(hub: HubDisk): void {
    for (const id of hub.ids()) this.#archived.add(id);
  }

  isArchived(id: string): boolean {
    return this.#archived.has(id);
  }

  /** After a disk was put back: whatever has no copy left anywhere was destroyed by that. */
  noteDestroyed(places: Places): void {
    const left = idsIn(places);
    for (const id of this.recorded.keys()) if (!left.has(id)) this.destroyed.add(id);
  }
}

function idsIn({ hub, kiosks }: Places): ReadonlySet<string> {
  const ids = new Set(hub.ids());
  for (const kiosk of kiosks) {
    for (const { id } of kiosk.own()) ids.add(id);
    for (const { text } of kiosk.foreign()) ids.add(kiosk.idOf(text));
  }
  return ids;
}
