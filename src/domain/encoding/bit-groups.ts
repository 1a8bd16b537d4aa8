/** An alphabet of 2^bits characters that writes bytes most significant bit first, as in RFC 4648, without padding. */
export interface BitAlphabet {
  readonly characters: string;
  readonly bits: number;
}

/** Writes bytes in groups of bits; the last group is filled up with zeros. */
export function writeBitGroups(bytes: Uint8Array, { characters, bits }: BitAlphabet): string {
  let text = '';
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    heldBits += 8;
    while (heldBits >= bits) {
      heldBits -= bits;
      text += characters.charAt((held >> heldBits) & ((1 << bits) - 1));
    }
    held &= (1 << heldBits) - 1;
  }
  return heldBits === 0 ? text : text + characters.charAt(held << (bits - heldBits));
}

/**
 * Reads what `writeBitGroups` writes and nothing else: `undefined` for another character, for a length no bytes have, and for filling
 * bits that aren't zero, so that no two texts mean the same bytes.
 */
export function readBitGroups(
  text: string,
  { characters, bits }: BitAlphabet,
): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * bits) / 8));
  if (Math.ceil((bytes.length * 8) / bits) !== text.length) return undefined;
  let held = 0;
  let heldBits = 0;
  let at = 0;
  for (const character of text) {
    const digit = characters.indexOf(character);
    if (digit < 0) return undefined;
    held = (held << bits) | digit;
    heldBits += bits;
    if (heldBits >= 8) {
      heldBits -= 8;
      bytes[at++] = held >> heldBits;
      held &= (1 << heldBits) - 1;
    }
  }
  return held === 0 ? bytes : undefined;
}
