/** What an arrival would mean now. */
export type SessionPhase = 'on-time' | 'late' | 'too-late';

type Instants = { readonly lateFrom: number; readonly cutOffAt: number };

/** For the line that tells people at the door where they stand. The engine judges; this only reads its instants. */
export function sessionPhase({ lateFrom, cutOffAt }: Instants, now: number): SessionPhase {
  if (now < lateFrom) return 'on-time';
  return now < cutOffAt ? 'late' : 'too-late';
}
