import type { CardNumber } from '#domain/card-number/card-number.ts';
import { fromH10301, fromW26 } from '#domain/card-number/w26.ts';
import type { PcProxParity } from './pcprox-config.ts';
import { REPORT_BYTES, report } from './pcprox-report.ts';

/** The card's bits, lowest first, at most 64. Has to be asked before `CARD_LENGTH`, which is of that card. */
export const CARD_BITS = report(0x8f);
/** How many bits those are, in the first byte and again in the second. */
export const CARD_LENGTH = report(0x8e);

/** `none`: no card lies there. `strange`: one does, and it isn't one of 26 bits. */
export type ActiveCard =
  | { readonly kind: 'none' }
  | { readonly kind: 'strange' }
  | { readonly kind: 'card'; readonly card: CardNumber };

const NONE: ActiveCard = { kind: 'none' };
const STRANGE: ActiveCard = { kind: 'strange' };

/** The card that the answers to `CARD_BITS` and `CARD_LENGTH` tell of. `cut`: the parity bits that this reader leaves out. */
export function activeCard(bits: Uint8Array, length: Uint8Array, cut: PcProxParity): ActiveCard {
  const [count = 0, again] = length;
  if (bits.length !== REPORT_BYTES || length.length !== REPORT_BYTES) return NONE;
  // Between two cards the two may disagree: the next question will tell.
  if (count === 0 || count !== again) return NONE;
  const card = cardOf(bits, count, cut);
  return card.ok ? { kind: 'card', card: card.value } : STRANGE;
}

const NO_CARD = { ok: false } as const;

function cardOf(
  bytes: Uint8Array,
  count: number,
  cut: PcProxParity,
): { readonly ok: true; readonly value: CardNumber } | { readonly ok: false } {
  const [low = 0, high = 0, facility = 0, rest = 0] = bytes;
  // The reader never checks parity: where it cuts it off, nobody can.
  if (count === 24 && cut.leading === 1 && cut.trailing === 1) return fromW26(facility, high * 0x100 + low);
  if (count !== 26 || cut.leading !== 0 || cut.trailing !== 0) return NO_CARD;
  const whole = ((rest & 0x03) << 24) | (facility << 16) | (high << 8) | low;
  return fromH10301(BigInt(whole));
}
