import type { DeviceDeps } from '../device-deps.ts';

/** A device behind a serial port that doesn't exist: it speaks as the real one does, traps and all. */
export type Twin = {
  /** What whoever opened the port has sent. */
  hear(bytes: Uint8Array): void;
  /** Its power is cut: what it was in the middle of is forgotten. */
  unplugged(): void;
  /** What may be typed, a line each: "hold NUMBER  leaves the card there". */
  readonly help: readonly string[];
  /** Does what somebody typed. The answer is words for them; undefined: it doesn't know such a line. */
  obey(line: string): string | undefined;
};

export type TwinDeps = Pick<DeviceDeps, 'after'> & {
  /** To whoever opened the port. */
  readonly write: (bytes: Uint8Array) => void;
};

export type MakeTwin = (deps: TwinDeps) => Twin;
