import type { RoomCodeView } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs, KioskNumber, OpeningNumber } from '#domain/ids.ts';
import { roomCodeText } from '#domain/room-code/room-code-text.ts';
import { makeRoomCode } from '#domain/room-code/room-code-token.ts';
import { STEP_MS, stepAt } from '#domain/room-code/step.ts';
import { typedCode, typedWindowAt } from '#domain/room-code/typed-code.ts';
import { qrPath } from './qr-path.ts';

/** What codes are made with. The screen is given one finished code at a time, and none of this. */
export type RoomCodeKeys = {
  readonly secret: Uint8Array;
  /** The institution's id. */
  readonly tenant: string;
  readonly kiosk: KioskNumber;
};

export type CodeAddress = { readonly codeScheme: 'https' | 'http'; readonly codeHost: string };

// Kiosks have one screen; a projector page would be the second.
const SCREEN = 1;

/** The code that stands for the opening at this moment, ready to draw. `at` is corrected time. */
export function roomCodeView(
  keys: RoomCodeKeys,
  { codeScheme, codeHost }: CodeAddress,
  opening: OpeningNumber,
  at: EpochMs,
): RoomCodeView {
  const step = stepAt(at);
  const token = makeRoomCode({ ...keys, opening, step, screen: SCREEN });
  const text = roomCodeText({ scheme: codeScheme, host: codeHost, token });
  return {
    ...qrPath(text),
    text,
    typed: typedCode({ ...keys, opening, window10s: typedWindowAt(at) }),
    from: (step * STEP_MS) as EpochMs,
    until: ((step + 1) * STEP_MS) as EpochMs,
  };
}

/** Makes each code once: a tap re-renders the whole state, and the code in it is the same for five seconds. */
export class RoomCodes {
  readonly #keys: RoomCodeKeys;
  #last: { readonly of: string; readonly view: RoomCodeView } | undefined;

  constructor(keys: RoomCodeKeys) {
    this.#keys = keys;
  }

  at(address: CodeAddress, opening: OpeningNumber, at: EpochMs): RoomCodeView {
    const of = `${address.codeScheme}://${address.codeHost}/${opening}/${stepAt(at)}`;
    if (this.#last?.of === of) return this.#last.view;
    const view = roomCodeView(this.#keys, address, opening, at);
    this.#last = { of, view };
    return view;
  }
}
