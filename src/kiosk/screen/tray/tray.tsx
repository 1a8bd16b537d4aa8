import type { ReactNode } from 'react';
import type { Common } from '#contracts/engine-link/screen-state.ts';
import { SettingsPanel } from '../settings/settings-panel.tsx';
import { SimulatorPanel } from '../simulator/simulator-panel.tsx';
import { useTray } from './tray-context.ts';

type Props = { readonly common: Common; readonly canOpenPanel: boolean };

/** A drawer above the foot. It takes its height from the side, so that it can cover neither code nor answer. */
export function Tray({ common, canOpenPanel }: Props): ReactNode {
  const { open } = useTray();
  if (open === 'settings') return <SettingsPanel healed={common.healed} canOpenPanel={canOpenPanel} />;
  if (open === 'simulator' && common.simulator !== null) {
    return <SimulatorPanel simulator={common.simulator} readers={common.readers} />;
  }
  return null;
}
