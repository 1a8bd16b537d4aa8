const KEY = 'muster.screen.reloaded-at';
/** A reload that didn't help within this is not tried again at once: the page would flicker for ever. */
const NOT_AGAIN_FOR_MS = 60_000;

/** Loads the page again unless that was just done; says whether it will. */
export function reloadOnce(storage: Storage, now: number, reload: () => void): boolean {
  const last = Number(storage.getItem(KEY) ?? 0);
  if (now - last < NOT_AGAIN_FOR_MS) return false;
  storage.setItem(KEY, String(now));
  reload();
  return true;
}
