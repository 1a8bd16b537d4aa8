/** Asks the browser to leave the display on while this page shows, again whenever it comes back into view. */
export function keepAwake(): void {
  // Missing outside secure contexts; refused while the page is hidden or the battery low. Neither is worth a word.
  const ask = (): void => void navigator.wakeLock?.request('screen').catch(() => undefined);
  ask();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') ask();
  });
}
