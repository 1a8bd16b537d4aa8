import type { FromEngine } from '#contracts/engine-link/from-engine.ts';
import type { ToEngine } from '#contracts/engine-link/screen-command.ts';

/** What the kiosk's shell puts into its window as `window.muster`; a browser has none and uses the WebSocket. */
export type ScreenBridge = {
  send(message: ToEngine): void;
  /** The newest state is told at once. Returns what ends the listening. */
  onMessage(listener: (message: FromEngine) => void): () => void;
};
