import type { Epoch, KioskNumber, Seq } from '#domain/ids.ts';

/** Where an event stands among all ledgers. */
export interface LogKey {
  readonly kiosk: KioskNumber;
  readonly epoch: Epoch;
  readonly seq: Seq;
}

/** Orders by kiosk, epoch, seq: the tie-break after corrected time. */
export function compareLogKeys(a: LogKey, b: LogKey): number {
  if (a.kiosk !== b.kiosk) return a.kiosk - b.kiosk;
  if (a.epoch !== b.epoch) return a.epoch < b.epoch ? -1 : 1;
  return a.seq - b.seq;
}
