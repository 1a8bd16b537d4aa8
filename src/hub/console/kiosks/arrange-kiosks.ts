import type { Kiosk } from '#contracts/hub-api/kiosks.ts';
import { KIOSK_STATES, kioskState } from './kiosk-look.ts';
import { urgencyOf } from './kiosk-worries.ts';

export type KioskColumn =
  | 'number'
  | 'name'
  | 'room'
  | 'state'
  | 'contact'
  | 'backlog'
  | 'clock'
  | 'attention';

export type KioskArrangement = { readonly column: KioskColumn; readonly isDescending: boolean };

/** Kiosks in the order asked for; those that were shut out last. */
export function arrangeKiosks(
  kiosks: readonly Kiosk[],
  { column, isDescending }: KioskArrangement,
  now: number,
): readonly Kiosk[] {
  const direction = isDescending ? -1 : 1;
  return kiosks.toSorted(
    (a, b) =>
      Number(a.revokedAt !== null) - Number(b.revokedAt !== null) ||
      direction * compare(column, a, b, now) ||
      a.number - b.number,
  );
}

function compare(column: KioskColumn, a: Kiosk, b: Kiosk, now: number): number {
  switch (column) {
    case 'number':
      return a.number - b.number;
    case 'name':
      return a.name.localeCompare(b.name, 'en', { numeric: true });
    case 'room':
      return (a.room ?? '').localeCompare(b.room ?? '', 'en', { numeric: true });
    case 'state':
      return KIOSK_STATES.indexOf(kioskState(a)) - KIOSK_STATES.indexOf(kioskState(b));
    case 'contact':
      return (a.lastContactAt ?? 0) - (b.lastContactAt ?? 0);
    case 'backlog':
      return a.backlog - b.backlog;
    case 'clock':
      return Math.abs(a.clock?.offsetMs ?? 0) - Math.abs(b.clock?.offsetMs ?? 0);
    // Ascending is the worst first: that is what the column is for.
    case 'attention':
      return urgencyOf(b, now) - urgencyOf(a, now) || b.backlog - a.backlog;
  }
}
