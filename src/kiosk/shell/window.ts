import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { SCREEN_URL } from './screen-protocol.ts';

export type ScreenWindowOptions = {
  /** Full screen with no way out; off in development. */
  readonly kiosk: boolean;
  readonly devServer: string | undefined;
};

/** The kiosk's one window. The page in it is sandboxed and has nothing of Node. */
export function openScreenWindow({ kiosk }: ScreenWindowOptions): BrowserWindow {
  return new BrowserWindow({
    kiosk,
    width: 1280,
    height: 720,
    autoHideMenuBar: true,
    // What shows between the window and its first picture: the paper of the light theme.
    backgroundColor: '#f7f6f2',
    webPreferences: {
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: true,
      webviewTag: false,
      // The count must keep moving on a screen that a screen saver or another window covers.
      backgroundThrottling: false,
      preload: join(import.meta.dirname, '../preload/index.cjs'),
    },
  });
}

export async function loadScreen(window: BrowserWindow, { devServer }: ScreenWindowOptions): Promise<void> {
  await window.loadURL(devServer ?? SCREEN_URL);
}
