import type { KioskNumber } from '#domain/ids.ts';
import type { KioskContact } from '#domain/sync/ports.ts';
import type { HubDisk } from './disks.ts';
import type { LedgerOfRecord } from './ledger-of-record.ts';
import { BEGINNING } from './sim-kiosk.ts';
import { Violation } from './violation.ts';

/** Looking through everything at every heartbeat would take longer than all the rest. */
const CHECK_MS = 5_000;

/** Corrected time may be wrong by half a round trip. */
const SLACK_MS = 15_000;

/** A watermark says: everything recorded there before is here. */
export class Watermarks {
  readonly #record: LedgerOfRecord;
  readonly #checkedUntil = new Map<KioskNumber, number>();

  constructor(record: LedgerOfRecord) {
    this.#record = record;
  }

  check({ kiosk, watermark }: KioskContact, hub: HubDisk): void {
    if (watermark === null) return;
    const before = watermark - BEGINNING - SLACK_MS;
    if (before < (this.#checkedUntil.get(kiosk) ?? 0) + CHECK_MS) return;
    this.#checkedUntil.set(kiosk, before);
    const here = hub.ids();
    for (const [id, { origin, at }] of this.#record.recorded) {
      if (origin !== kiosk || at >= before || here.has(id) || this.#record.destroyed.has(id)) continue;
      throw new Violation(`watermark of kiosk ${kiosk} is past ${id}, which the hub lacks`);
    }
  }
}
