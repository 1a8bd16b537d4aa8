import { contextBridge } from 'electron';

// The one thing a page can't find out for itself: that a shell is there to take its messages.
contextBridge.exposeInMainWorld('musterShell', { present: true });
