/** Lets the page open without a network. A browser that doesn't trust the hub's certificate refuses, and works online only. */
export function startServiceWorker(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
}
