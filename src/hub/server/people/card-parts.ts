import type { CardNumber } from '#domain/card-number/card-number.ts';
import { partsOf } from '#domain/card-number/partial-number.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import type { CredentialTag } from '#domain/ids.ts';
import type { CardParts } from '#domain/ledger/card-events.ts';
import { cardShardOf } from '../directory/card-shards.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { preparedOnce } from '../store/prepared-once.ts';

/** What is left of the card by readers that drop bytes. To be kept whenever a number is in hand: the number itself is kept nowhere. */
export function tagsOfParts(cardKey: Uint8Array, card: CardNumber): CardParts {
  return partsOf(card).map(({ form, number }) => ({ form, tag: credentialTag(cardKey, number) }));
}

export function keepParts(db: HubDatabase, tag: CredentialTag, parts: CardParts): void {
  for (const { form, tag: part } of parts) keeping(db).run(tag, form, part);
}

/** To be called in the transaction that changes whose card it is: says which documents are made from that. */
export function bumpCard(db: HubDatabase, tag: CredentialTag, parts: CardParts = []): void {
  const shards = new Set([tag, ...parts.map((part) => part.tag)].map(cardShardOf));
  for (const shard of shards) db.bumpDataVersion(`cards:${shard}`);
}

// By hand: an import keeps a hundred thousand.
const keeping = preparedOnce(({ sqlite }) =>
  sqlite.prepare<[tag: string, form: string, part: string]>(
    'insert or ignore into card_parts (tag, form, part) values (?, ?, ?)',
  ),
);
