import type { KioskNumber } from '#domain/ids.ts';
import { SMALL_BACKLOG } from './limits.ts';

/** Which kiosks are catching up just now, each with the time of its last push. */
export type Admission = ReadonlyMap<KioskNumber, number>;

export type Admitted = { readonly admission: Admission; readonly admitted: boolean };

/**
 * Whether a kiosk may push now. Catching up takes one of `places`: a thousand kiosks that all come back at once drain no
 * faster together than a few at a time, and the few leave the hub free for whoever stands at a door. A small backlog is
 * somebody at a door, and always admitted.
 */
export function admit(
  admission: Admission,
  asking: {
    readonly kiosk: KioskNumber;
    readonly events: number;
    readonly more: number;
    readonly at: number;
  },
  limits: { readonly places: number; readonly placeIdleMs: number },
): Admitted {
  const { kiosk, events, more, at } = asking;
  if (events + more <= SMALL_BACKLOG) return { admission: leave(admission, kiosk), admitted: true };
  const staying = new Map([...admission].filter(([, pushedAt]) => at - pushedAt < limits.placeIdleMs));
  const admitted = staying.has(kiosk) || staying.size < limits.places;
  // With its last frame it is done, and the place is the next one's at once.
  if (more === 0) staying.delete(kiosk);
  else if (admitted) staying.set(kiosk, at);
  return { admission: staying, admitted };
}

/** Gives the place back, if it had one. */
export function leave(admission: Admission, kiosk: KioskNumber): Admission {
  if (!admission.has(kiosk)) return admission;
  return new Map([...admission].filter(([one]) => one !== kiosk));
}
