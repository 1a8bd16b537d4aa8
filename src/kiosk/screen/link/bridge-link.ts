import type { EngineLink } from './engine-link.ts';

/** What the shell's preload puts on `window.muster`: messages are plain objects, as in the engine-link contract. */
export type HostBridge = {
  readonly send: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Told `true` when a port to a (new) engine is there, `false` when the engine has gone. */
  readonly onLink?: (listener: (up: boolean) => void) => void;
};

declare global {
  interface Window {
    readonly muster?: HostBridge;
  }
}

/** The link of a screen in the kiosk's own shell, which starts and restarts the engine by itself. */
export function bridgeLink(bridge: HostBridge): EngineLink {
  return {
    start: (listener) => {
      bridge.onMessage(listener.onMessage);
      if (bridge.onLink === undefined) listener.onUp();
      else bridge.onLink((up) => (up ? listener.onUp() : listener.onDown()));
    },
    send: bridge.send,
  };
}
