/** Bytes written as people publish them: "00 FF 0C". */
export function hex(text: string): Uint8Array {
  return Uint8Array.from(text.split(' '), (byte) => Number.parseInt(byte, 16));
}
