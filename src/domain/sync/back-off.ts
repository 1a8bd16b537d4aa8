/** How long to wait before the next try, with full jitter so that a campus of kiosks doesn't come back in step. */
export function backOffMs(
  failures: number,
  { firstMs, capMs }: { readonly firstMs: number; readonly capMs: number },
  fraction: number,
): number {
  // Beyond 2^20 the cap has long been reached.
  const ceiling = Math.min(capMs, firstMs * 2 ** Math.min(failures, 20));
  return Math.ceil(fraction * ceiling);
}
