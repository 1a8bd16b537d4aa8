import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import workerUrl from '#ui/scanner/decode-worker.ts?worker&url';

/** Has the service worker keep the scanner too, which the page itself loads only when it is opened. */
export async function keepScanner(): Promise<void> {
  await navigator.serviceWorker.ready;
  // Until the worker has taken over this page, its requests go past it.
  if (navigator.serviceWorker.controller === null) {
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    });
  }
  for (const url of [workerUrl, wasmUrl]) await fetch(url, { priority: 'low' }).catch(() => undefined);
}
