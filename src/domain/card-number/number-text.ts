import { fromHex } from '#domain/encoding/hex.ts';

// How readers write some bytes. Each returns those bytes, or undefined for a text that no such reader writes.

/** As decimal digits. Leading zeros come and go between readers, so any number of digits up to the usual width is one number. */
export function bytesOfDecimal(text: string, size: number, digits: number): Uint8Array | undefined {
  if (!/^\d+$/.test(text) || text.length > digits) return undefined;
  return bytesOf(BigInt(text), size);
}

/** As two decimal numbers with a comma between them: `111,27706`. The second is 2 bytes, the first what is left of `size`. */
export function bytesOfPair(text: string, size: number): Uint8Array | undefined {
  const [, high, low] = /^(\d{1,5}),(\d{1,5})$/.exec(text) ?? [];
  return high === undefined || low === undefined ? undefined : joined(high, low, size);
}

/** As three and five digits in a row, each padded: `02207638` is 22 and 7638. */
export function bytesOfThreeAndFive(text: string): Uint8Array | undefined {
  const [, high, low] = /^(\d{3})(\d{5})$/.exec(text) ?? [];
  return high === undefined || low === undefined ? undefined : joined(high, low, 3);
}

/** As hex, exactly `size` bytes. */
export function bytesOfHex(text: string, size: number): Uint8Array | undefined {
  const bytes = fromHex(text);
  return bytes?.length === size ? bytes : undefined;
}

function joined(high: string, low: string, size: number): Uint8Array | undefined {
  const top = bytesOf(BigInt(high), size - 2);
  const bottom = bytesOf(BigInt(low), 2);
  return top === undefined || bottom === undefined ? undefined : Uint8Array.of(...top, ...bottom);
}

function bytesOf(value: bigint, size: number): Uint8Array | undefined {
  return bytesOfHex(value.toString(16).padStart(2 * size, '0'), size);
}
