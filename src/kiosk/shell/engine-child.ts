/** The running engine, whichever way it was started. */
export type EngineChild = {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** `code` is null after a signal, or when it could not be started at all. */
  onExit(listener: (code: number | null) => void): void;
  /** The last resort; a message asks first. */
  kill(): void;
};

export type EngineLaunch = {
  /** The engine's built entry, or its source where a Node that runs TypeScript starts it. */
  readonly entry: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
};
