import { Camera, Fingerprint, Keyboard, type LucideIcon, Nfc } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DeviceView } from '#contracts/engine-link/panel/devices-page.ts';
import styles from './devices-page.module.css';

const ICONS: Readonly<Record<DeviceView['kind'], LucideIcon>> = {
  card: Nfc,
  keyboard: Keyboard,
  finger: Fingerprint,
  camera: Camera,
};

/** What kind of reader it is, in the colour of how it is. */
export function ReaderSign({ kind, state }: Pick<DeviceView, 'kind' | 'state'>): ReactNode {
  const Icon = ICONS[kind];
  return <Icon className={styles['sign']} data-state={state} aria-hidden="true" />;
}
