import type { CredentialTag } from '#domain/ids.ts';

/**
 * Everybody's cards are told in this many documents, by how their tags begin, so that a kiosk fetches one of them when a card is given out
 * and not all. More would make each smaller and the manifest, which every kiosk fetches at every change of anything, longer.
 */
const SHARDS = 64;

/** Two hex digits, '00' to '3f'. */
export type CardShard = string;

export const CARD_SHARDS: readonly CardShard[] = Array.from({ length: SHARDS }, (_, i) => hexByte(i));

const TAGS_BEGIN_WITH = 256 / SHARDS;

export function cardShardOf(tag: CredentialTag): CardShard {
  return hexByte(Math.floor(Number.parseInt(tag.slice(0, 2), 16) / TAGS_BEGIN_WITH));
}

/** Tags of the shard are at least `from` and below `to`, as text. */
export function tagsOfShard(shard: CardShard): { readonly from: string; readonly to: string } {
  const first = Number.parseInt(shard, 16) * TAGS_BEGIN_WITH;
  const next = first + TAGS_BEGIN_WITH;
  // 'g' comes after every hex digit.
  return { from: hexByte(first), to: next > 0xff ? 'g' : hexByte(next) };
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, '0');
}
