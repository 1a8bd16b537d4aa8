const SECOND_MS = 1000;

/** Time left as `4:32`, rounded up so that it says 0:00 only when it is over. */
export function countDown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND_MS));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
