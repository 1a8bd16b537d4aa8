import type { KioskNumber } from '#domain/ids.ts';
import { SMALL_BACKLOG } from './limits.ts';

/** Who is catching up just now, and who would like to. */
export type Admission = {
  /** Each with the time of its last push. */
  readonly places: ReadonlyMap<KioskNumber, number>;
  /** Told to wait, the longest waiting first, each with where the push begins that it wants to send. */
  readonly line: ReadonlyMap<KioskNumber, number>;
};

export const NOBODY: Admission = { places: new Map(), line: new Map() };

export type Asking = {
  readonly kiosk: KioskNumber;
  readonly from: number;
  readonly events: number;
  readonly more: number;
  readonly at: number;
};

export type AdmissionLimits = { readonly places: number; readonly placeIdleMs: number };

export type Admitted = { readonly admission: Admission; readonly admitted: boolean };

/**
 * Whether a kiosk may push now. Catching up takes one of `places`: a thousand kiosks that all come back at once drain no
 * faster together than a few at a time, and the few leave the hub free for whoever stands at a door. A small backlog is
 * somebody at a door, and always admitted.
 */
export function admit(admission: Admission, asking: Asking, limits: AdmissionLimits): Admitted {
  const { kiosk, from, events, more, at } = asking;
  if (events + more <= SMALL_BACKLOG) return { admission: leave(admission, kiosk), admitted: true };
  const places = new Map(stillPushing(admission, at, limits));
  const admitted = places.has(kiosk) || places.size < limits.places;
  // With its last frame it is done, and the place is the next one's at once.
  if (more === 0) places.delete(kiosk);
  else if (admitted) places.set(kiosk, at);
  const { line } = admission;
  if (admitted) return { admission: { places, line: without(line, kiosk) }, admitted };
  return {
    admission: { places, line: line.get(kiosk) === from ? line : new Map([...line, [kiosk, from]]) },
    admitted,
  };
}

/** Gives free places to those who have waited longest; a place is kept for who is called as for who pushes. */
export function callNext(
  admission: Admission,
  at: number,
  limits: AdmissionLimits,
): { readonly admission: Admission; readonly called: readonly KioskNumber[] } {
  if (admission.line.size === 0) return { admission, called: [] };
  const pushing = stillPushing(admission, at, limits);
  const called = [...admission.line.keys()].slice(0, Math.max(0, limits.places - pushing.length));
  if (called.length === 0) return { admission, called };
  const isCalled = new Set(called);
  const places = new Map([...pushing, ...called.map((kiosk) => [kiosk, at] as const)]);
  const line = new Map([...admission.line].filter(([kiosk]) => !isCalled.has(kiosk)));
  return { admission: { places, line }, called };
}

/** Gives the place back, if it had one, or its place in the line. */
export function leave({ places, line }: Admission, kiosk: KioskNumber): Admission {
  return { places: without(places, kiosk), line: without(line, kiosk) };
}

function stillPushing({ places }: Admission, at: number, { placeIdleMs }: AdmissionLimits) {
  return [...places].filter(([, pushedAt]) => at - pushedAt < placeIdleMs);
}

function without<V>(map: ReadonlyMap<KioskNumber, V>, kiosk: KioskNumber): ReadonlyMap<KioskNumber, V> {
  return map.has(kiosk) ? new Map([...map].filter(([one]) => one !== kiosk)) : map;
}
