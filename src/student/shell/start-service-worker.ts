/**
 * Lets the page open without a network; answers whether it will. A browser that doesn't trust the hub's certificate refuses,
 * and so does one that keeps nothing.
 */
export async function startServiceWorker(): Promise<boolean> {
  if (import.meta.env.DEV) return true;
  if (!('serviceWorker' in navigator)) return false;
  try {
    await navigator.serviceWorker.register('/service-worker.js');
    return true;
  } catch {
    return false;
  }
}
