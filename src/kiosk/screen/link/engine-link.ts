import type { ToEngine } from '#contracts/engine-link/screen-command.ts';

/** What a link tells the screen. `raw` has not been checked by anyone yet. */
export type LinkListener = {
  readonly onUp: () => void;
  readonly onDown: () => void;
  readonly onMessage: (raw: unknown) => void;
};

/** A way to the engine: a socket in a browser, a message port in the kiosk's own shell. */
export type EngineLink = {
  readonly start: (listener: LinkListener) => void;
  /** Says it now or not at all: what a person did before the link broke must not happen after it is back. */
  readonly send: (message: ToEngine) => void;
};
