import { createContext, useContext, useSyncExternalStore } from 'react';
import type { CameraView, CameraWatch } from './camera-watch.ts';

const Context = createContext<CameraWatch | undefined>(undefined);

export const CameraContext = Context.Provider;

/** How the wall's camera is now. */
export function useCamera(): CameraView {
  const watch = useContext(Context);
  if (watch === undefined) throw new Error('There is no CameraContext around this component');
  return useSyncExternalStore(watch.subscribe, watch.view);
}
