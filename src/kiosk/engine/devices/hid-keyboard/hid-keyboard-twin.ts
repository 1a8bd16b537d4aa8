import { type HidTwin, keyboardDescriptor } from '../hid/hid-twin.ts';
import { wedgeTwinKeys } from '../wedge/wedge-twin.ts';

/** A cheap reader of EM cards that types ten digits and Enter. */
export const HID_KEYBOARD_TWIN: HidTwin = {
  vendorId: 0x16c0,
  productId: 0x27db,
  name: 'HXGCoLtd Keyboard',
  descriptor: keyboardDescriptor(),
};

const SHIFT = 0x02;

/** The reports of such a reader for a number: each key goes down and up again before the next. */
export function keyboardReports(number: string): readonly Uint8Array[] {
  let shifted = false;
  return wedgeTwinKeys(number, 0).flatMap(({ code }) => {
    if (code === 'ShiftLeft') {
      shifted = true;
      return [];
    }
    const modifiers = shifted ? SHIFT : 0;
    shifted = false;
    return [report(modifiers, usageOf(code)), report(0, 0)];
  });
}

function report(modifiers: number, key: number): Uint8Array {
  return Uint8Array.of(modifiers, 0, key, 0, 0, 0, 0, 0);
}

/** By USB's keyboard page: letters from 04 on, 1 to 9 from 1E on. */
function usageOf(code: string): number {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit === '0' ? 0x27 : 0x1d + Number(digit);
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return 0x04 + letter.charCodeAt(0) - 'A'.charCodeAt(0);
  return code === 'Comma' ? 0x36 : 0x28;
}
