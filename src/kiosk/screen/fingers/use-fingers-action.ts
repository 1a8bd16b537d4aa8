import type { FingersAction } from '#contracts/engine-link/panel/fingers-page.ts';
import { useScreen } from '../screen-context.ts';

/** Tells the engine what was done on the page of fingers. */
export function useFingersAction(): (action: FingersAction) => void {
  const { command } = useScreen();
  return (action) => command({ type: 'panel', command: { type: 'fingers', action } });
}
