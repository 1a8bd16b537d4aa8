import { encodeTwn4 } from './line.ts';

/** The longest number that any card has, and then some. */
const ID_BYTES = 0x10;

/** Ends whatever somebody else has begun to send; the answer, if any, is an error. */
export const END_OF_LINE: Uint8Array = encodeTwn4([]);

export const ASK_VERSION: Uint8Array = encodeTwn4([0x00, 0x04, 0xff]);

export const SEARCH_TAG: Uint8Array = encodeTwn4([0x05, 0x00, ID_BYTES]);

/** What the reader says it is: a status, a length, and that many characters. Undefined: that isn't an answer to ASK_VERSION. */
export function versionIn(answer: Uint8Array): string | undefined {
  const [status, length] = answer;
  if (status !== 0 || length !== answer.length - 2) return undefined;
  // Goes to the ledger and to people.
  return String.fromCharCode(...answer.subarray(2)).replace(/[^ -~]/g, '');
}
