import type { DevicesAction } from '#contracts/engine-link/panel/devices-page.ts';
import { useScreen } from '../screen-context.ts';

/** Tells the engine what was done on this page. */
export function useDevicesAction(): (action: DevicesAction) => void {
  const { command } = useScreen();
  return (action) => command({ type: 'panel', command: { type: 'devices', action } });
}
