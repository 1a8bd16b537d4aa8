/** So many were held by one process when the design was measured; a large university has two thousand rooms. */
export const HELD_KIOSKS = 9_000;
