import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

async function openScreen(): Promise<void> {
  const window = new BrowserWindow({
    kiosk: app.isPackaged,
    webPreferences: {
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: true,
      preload: join(import.meta.dirname, '../preload/index.cjs'),
    },
  });
  const devServer = process.env['ELECTRON_RENDERER_URL'];
  if (devServer !== undefined && !app.isPackaged) await window.loadURL(devServer);
  else await window.loadFile(join(import.meta.dirname, '../screen/index.html'));
}

await app.whenReady();
app.on('window-all-closed', () => app.quit());
await openScreen();
