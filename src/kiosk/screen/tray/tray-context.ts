import { createContext, useContext } from 'react';

export type TrayName = 'settings' | 'simulator';

export type TrayState = {
  readonly open: TrayName | null;
  /** Opens this one, or closes it when it is open. */
  readonly toggle: (name: TrayName) => void;
};

export const TrayContext = createContext<TrayState>({ open: null, toggle: () => undefined });

export function useTray(): TrayState {
  return useContext(TrayContext);
}
