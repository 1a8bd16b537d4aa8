import { contextBridge, ipcRenderer } from 'electron';
import type { FromEngine } from '#contracts/engine-link/from-engine.ts';
import type { ScreenBridge } from '#contracts/engine-link/screen-bridge.ts';

// All the page gets: two functions. What crosses is checked by the engine on its side.
const bridge: ScreenBridge = {
  send: (message) => ipcRenderer.send('from-screen', message),
  onMessage: (listener) => {
    const relay = (_event: unknown, text: string) => listener(JSON.parse(text) as FromEngine);
    ipcRenderer.on('to-screen', relay);
    ipcRenderer.send('screen-opened');
    return () => ipcRenderer.off('to-screen', relay);
  },
};

contextBridge.exposeInMainWorld('muster', bridge);
