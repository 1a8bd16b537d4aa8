import { useMemo, useState } from 'react';
import type { TrayName, TrayState } from './tray-context.ts';

/** Which tray is open; it stays open from screen to screen. */
export function useTrayState(): TrayState {
  const [open, setOpen] = useState<TrayName | null>(null);
  return useMemo(
    () => ({ open, toggle: (name) => setOpen((before) => (before === name ? null : name)) }),
    [open],
  );
}
