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
  asking: { readonly kiosk: KioskNumber; readonly backlog: number; readonly at: number },
  limits: { readonly places: number; readonly placeIdleMs: number },
): Admitted {
  if (asking.backlog <= SMALL_BACKLOG) return { admission: leave(admission, asking.kiosk), admitted: true };
  const staying = new Map([...admission].filter(([, at]) => asking.at - at < limits.placeIdleMs));
  const admitted = staying.has(asking.kiosk) || staying.size < limits.places;
  if (admitted) staying.set(asking.kiosk, asking.at);
  return { admission: staying, admitted };
}

/** Gives the place back, if it had one. */
export function leave(admission: Admission, kiosk: KioskNumber): Admission {
  if (!admission.has(kiosk)) return admission;
  return new Map([...admission].filter(([one]) => one !== kiosk));
}
