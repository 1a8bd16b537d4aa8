import type { ScreenBridge } from '#contracts/engine-link/screen-bridge.ts';
import type { EngineLink } from './engine-link.ts';

declare global {
  interface Window {
    /** Put there by the shell's preload; a browser has none. */
    readonly muster?: ScreenBridge;
  }
}

/** The link of a screen in the kiosk's own shell, which starts and restarts the engine by itself and says so. */
export function bridgeLink(bridge: ScreenBridge): EngineLink {
  return {
    start: (listener) => {
      bridge.onMessage(listener.onMessage);
      listener.onUp();
    },
    send: (message) => bridge.send(message),
  };
}
