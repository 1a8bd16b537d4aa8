import type { CardNumber } from './card-number.ts';

export type NotEnrollable =
  /** A 4-byte UID starting with 08 is drawn anew at each touch (phones do so). */
  | 'random'
  /** A 4-byte number starting with 88 is the first part of a longer UID: the reader stopped half-way. */
  | 'cut-off'
  /** All zeros or all ones. */
  | 'blank'
  /** 01020304: what clones are sold with. */
  | 'factory-default';

const BLANK_W26: ReadonlySet<string> = new Set(['w26:0.0', 'w26:255.65535']);

/** Why a card must not be given to a person; `undefined` when it may. */
export function whyNotEnrollable(card: CardNumber): NotEnrollable | undefined {
  if (card.startsWith('w26:')) return BLANK_W26.has(card) ? 'blank' : undefined;
  if (card.startsWith('ms:')) return /^ms:0+$/.test(card) ? 'blank' : undefined;
  const hex = card.slice(3);
  if (/^0+$/.test(hex) || /^F+$/.test(hex)) return 'blank';
  if (hex === '01020304') return 'factory-default';
  if (/^hf:08.{6}$/.test(card)) return 'random';
  if (/^hf:88.{6}$/.test(card)) return 'cut-off';
  return undefined;
}
