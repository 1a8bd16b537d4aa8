import { join } from 'node:path';
import process from 'node:process';
import { app, type BrowserWindow, type IpcMainEvent, ipcMain, powerSaveBlocker, session } from 'electron';
import type { FromEngine } from '#contracts/engine-link/from-engine.ts';
import type { EpochMs } from '#domain/ids.ts';
import type { EngineChild } from './engine-child.ts';
import { EngineProcess } from './engine-process.ts';
import { allowOnlyCamera, lockKeys, lockPages, mayShow } from './lockdown.ts';
import { launchUnderNode } from './node-child.ts';
import { commonBeforeFirst, commonIn, oneMoment } from './one-moment.ts';
import { registerScreenScheme, serveScreen } from './screen-protocol.ts';
import { launchInUtilityProcess } from './utility-child.ts';
import { loadScreen, openScreenWindow } from './window.ts';

const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
const kiosk = app.isPackaged || process.env['MUSTER_KIOSK_WINDOW'] === '1';
const outFolder = join(import.meta.dirname, '..');

function launch(): EngineChild {
  const entry = process.env['MUSTER_ENGINE_ENTRY'] ?? join(outFolder, 'main/engine.js');
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const env = {
    MUSTER_DATA: app.getPath('userData'),
    ...Object.fromEntries(inherited),
    // The engine's way to its screen is this process.
    MUSTER_SCREEN: 'parent',
  };
  const node = process.env['MUSTER_ENGINE_NODE'];
  return node === undefined ? launchInUtilityProcess({ entry, env }) : launchUnderNode(node, { entry, env });
}

async function run(): Promise<void> {
  let window: BrowserWindow | undefined;
  let common = commonBeforeFirst(Date.now() as EpochMs);
  const tell = (text: string) => window?.webContents.send('to-screen', text);
  const say = (message: FromEngine) => tell(JSON.stringify(message));

  const engine = new EngineProcess({
    launch,
    onToScreen: (text) => {
      common = commonIn(text) ?? common;
      tell(text);
    },
    onDown: () => say(oneMoment(common)),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    now: () => performance.now(),
  });

  const fromOwnPage = (event: IpcMainEvent) => mayShow(event.senderFrame?.url ?? '', devServer);
  ipcMain.on('from-screen', (event, message: unknown) => {
    if (fromOwnPage(event)) engine.post({ type: 'from-screen', message });
  });
  ipcMain.on('screen-opened', (event) => {
    if (!fromOwnPage(event)) return;
    if (engine.isUp) engine.post({ type: 'screen-opened' });
    else say(oneMoment(common));
  });
  app.on('before-quit', (event) => {
    if (!engine.isUp) return;
    event.preventDefault();
    void engine.stop().then(() => app.quit());
  });

  await app.whenReady();
  powerSaveBlocker.start('prevent-display-sleep');
  allowOnlyCamera(session.defaultSession, devServer);
  serveScreen(session.defaultSession, join(outFolder, 'screen'));
  engine.start();
  window = openScreenWindow({ kiosk, devServer });
  if (kiosk) lockKeys(window.webContents);
  await loadScreen(window, { kiosk, devServer });
}

// Two windows would fight over the readers; the one that is there comes to the front instead.
if (app.requestSingleInstanceLock()) {
  registerScreenScheme();
  lockPages(app, devServer);
  app.on('window-all-closed', () => app.quit());
  // Not awaited: Electron gets ready only after this module has been evaluated to its end.
  void run();
} else {
  app.quit();
}
