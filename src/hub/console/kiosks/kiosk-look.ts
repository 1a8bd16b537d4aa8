import { Ban, CircleDashed, type LucideIcon, Plug, Unplug } from 'lucide-react';
import type { Kiosk } from '#contracts/hub-api/kiosks.ts';
import type { Tone } from '#ui/attendance/status-look.ts';

export type KioskState = 'online' | 'offline' | 'never' | 'revoked';

/** In the order in which somebody should look at them. */
export const KIOSK_STATES: readonly KioskState[] = ['offline', 'never', 'online', 'revoked'];

export const KIOSK_LOOK: Readonly<Record<KioskState, { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  online: { icon: Plug, tone: 'good' },
  offline: { icon: Unplug, tone: 'late' },
  never: { icon: CircleDashed, tone: 'plain' },
  revoked: { icon: Ban, tone: 'plain' },
};

export function kioskState({ revokedAt, online, lastContactAt }: Kiosk): KioskState {
  if (revokedAt !== null) return 'revoked';
  if (online) return 'online';
  return lastContactAt === null ? 'never' : 'offline';
}
