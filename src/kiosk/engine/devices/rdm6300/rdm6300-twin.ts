import type { CardNumber } from '#domain/card-number/card-number.ts';
import type { DeviceDeps } from '../device-deps.ts';
import { PtyPort } from '../simulate/pty-port.ts';
import { encodeFrame, type FrameForm } from './frame.ts';

/** As an RDM6300 repeats a card that rests in its field. */
export const REPEAT_EVERY_MS = 65;

/** The first byte of most cheap EM4100 cards. */
const USUAL_FORM: FrameForm = { version: 0x01, crLf: false };

/** Behaves like an RDM6300 on the far side of a serial port at `path`. What the kiosk sends ends up nowhere, as with the real module. */
export class Rdm6300Twin {
  readonly #port: PtyPort;
  readonly #after: DeviceDeps['after'];
  #cancelRepeat: (() => void) | undefined;

  constructor(path: string, after: DeviceDeps['after']) {
    this.#port = new PtyPort(path, after);
    this.#after = after;
  }

  /** Resolves when the port is there to be opened. */
  async plugIn(): Promise<void> {
    await this.#port.plugIn();
  }

  /** As if the USB plug were pulled: the port is gone, path and all. */
  async unplug(): Promise<void> {
    this.takeAway();
    await this.#port.unplug();
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
    this.#port.write(bytes);
  }
}

/** The bytes an RDM6300 sends for a 125 kHz card; a card of another kind is a mistake of the caller's. */
export function rdm6300Frame(card: CardNumber, form: FrameForm = USUAL_FORM): Uint8Array {
  if (!card.startsWith('em:')) throw new Error(`An RDM6300 can't read ${card}`);
  return encodeFrame(Buffer.from(card.slice('em:'.length), 'hex'), form);
}
