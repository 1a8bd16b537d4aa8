import type { Kiosk } from '#contracts/hub-api/kiosks.ts';
import { KIOSK_STATES, kioskState } from './kiosk-look.ts';

export type KioskColumn = 'number' | 'name' | 'room' | 'state' | 'contact' | 'backlog' | 'version';

export type KioskArrangement = { readonly column: KioskColumn; readonly isDescending: boolean };

/** Kiosks in the order asked for; those that were shut out last. */
export function arrangeKiosks(
  kiosks: readonly Kiosk[],
  { column, isDescending }: KioskArrangement,
): readonly Kiosk[] {
  const direction = isDescending ? -1 : 1;
  return kiosks.toSorted(
    (a, b) =>
      Number(a.revokedAt !== null) - Number(b.revokedAt !== null) ||
      direction * compare(column, a, b) ||
      a.number - b.number,
  );
}

function compare(column: KioskColumn, a: Kiosk, b: Kiosk): number {
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
    case 'version':
      return (a.app ?? '').localeCompare(b.app ?? '', 'en', { numeric: true });
  }
}
