import {
  type CardNumber,
  type CardNumberProblem,
  fromEm4100,
  fromUid,
} from '#domain/card-number/card-number.ts';
import { fromH10301 } from '#domain/card-number/w26.ts';
import type { Result } from '#domain/result.ts';

/** The kinds of cards whose numbers we know how to read (simple protocol, appendix A). */
export const TAG_TYPE = { em4102: 0x40, hidProx: 0x49, iso14443a: 0x80, iso15693: 0x82 } as const;

/** What SearchTag found. `unreadable`: a kind of card, or a number, that we don't know what to make of. */
export type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'card'; readonly card: CardNumber }
  | { readonly kind: 'unreadable' };

/** Undefined: that isn't an answer to SearchTag. */
export function foundIn(answer: Uint8Array): Found | undefined {
  const [status, result, type, bits, length] = answer;
  if (status !== 0) return undefined;
  if (result === 0 && answer.length === 2) return { kind: 'nothing' };
  const id = answer.subarray(5);
  if (result !== 1 || type === undefined || bits === undefined || length !== id.length) return undefined;
  if (Math.ceil(bits / 8) !== id.length) return { kind: 'unreadable' };
  const card = cardOf(type, bits, id);
  return card?.ok === true ? { kind: 'card', card: card.value } : { kind: 'unreadable' };
}

function cardOf(
  type: number,
  bits: number,
  id: Uint8Array,
): Result<CardNumber, CardNumberProblem> | undefined {
  switch (type) {
    case TAG_TYPE.em4102:
      return fromEm4100(id);
    case TAG_TYPE.hidProx:
      return bits === 26 ? fromH10301(leftBits(id, bits)) : undefined;
    case TAG_TYPE.iso14443a:
      return [4, 7, 10].includes(id.length) ? fromUid(id) : undefined;
    case TAG_TYPE.iso15693:
      return id.length === 8 ? fromUid(id) : undefined;
    default:
      return undefined;
  }
}

/** The first bit is the highest of the first byte; the last byte is filled up. */
function leftBits(bytes: Uint8Array, bits: number): bigint {
  const all = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return all >> BigInt(bytes.length * 8 - bits);
}
