import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstat } from 'node:fs/promises';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import type { DeviceDeps } from '../device-deps.ts';
import { encodeFrame, type FrameForm } from './frame.ts';

/** As an RDM6300 repeats a card that rests in its field. */
export const REPEAT_EVERY_MS = 65;

/** The first byte of most cheap EM4100 cards. */
const USUAL_FORM: FrameForm = { version: 0x01, crLf: false };

/**
 * Behaves like an RDM6300 on the far side of a serial port, so that everything down to the system's own serial port code runs as
 * with the real thing. The port is a pseudo-terminal at `path`, made by the program socat, which has to be installed (Linux, macOS).
 */
export class Rdm6300Twin {
  readonly #path: string;
  readonly #after: DeviceDeps['after'];
  #port: ChildProcess | undefined;
  #cancelRepeat: (() => void) | undefined;

  constructor(path: string, after: DeviceDeps['after']) {
    this.#path = path;
    this.#after = after;
  }

  /** Resolves when the port is there to be opened. */
  async plugIn(): Promise<void> {
    if (this.#port !== undefined) return;
    const pseudoTerminal = `PTY,link=${this.#path},raw,echo=0`;
    // What the kiosk sends ends up nowhere, as with the real module. When this process ends, socat's input ends, and it with it.
    const port = spawn('socat', ['STDIO', pseudoTerminal], { stdio: ['pipe', 'ignore', 'ignore'] });
    port.stdin.on('error', () => undefined);
    await once(port, 'spawn');
    this.#port = port;
    while (!(await exists(this.#path))) {
      if (port.exitCode !== null) throw new Error(`socat could not make ${this.#path}`);
      await new Promise<void>((resolve) => this.#after(5, resolve));
    }
  }

  /** As if the USB plug were pulled: the port is gone, path and all. */
  async unplug(): Promise<void> {
    const port = this.#port;
    this.takeAway();
    this.#port = undefined;
    if (port === undefined || port.exitCode !== null) return;
    port.kill();
    await once(port, 'exit');
  }

  /** Holds a card to the reader until `takeAway`. */
  hold(card: CardNumber, form: FrameForm = USUAL_FORM): void {
    this.takeAway();
    const frame = rdm6300Frame(card, form);
    const repeat = () => {
      this.write(frame);
      this.#cancelRepeat = this.#after(REPEAT_EVERY_MS, repeat);
    };
    repeat();
  }

  takeAway(): void {
    this.#cancelRepeat?.();
    this.#cancelRepeat = undefined;
  }

  /** Any bytes: frames made up by interference, half frames, another program's knocking. */
  write(bytes: Uint8Array): void {
    this.#port?.stdin?.write(bytes);
  }
}

/** The bytes an RDM6300 sends for a 125 kHz card; a card of another kind is a mistake of the caller's. */
export function rdm6300Frame(card: CardNumber, form: FrameForm = USUAL_FORM): Uint8Array {
  if (!card.startsWith('em:')) throw new Error(`An RDM6300 can't read ${card}`);
  return encodeFrame(Buffer.from(card.slice('em:'.length), 'hex'), form);
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
