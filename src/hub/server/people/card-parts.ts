import type { CredentialTag } from '#domain/ids.ts';
import type { CardParts } from '#domain/ledger/card-events.ts';
import { cardShardOf } from '../directory/card-shards.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { preparedOnce } from '../store/prepared-once.ts';

/** Keeps what readers that drop bytes leave of a card. */
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
