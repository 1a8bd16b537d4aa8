import type Database from 'better-sqlite3';
import type { DocumentOf } from '#contracts/sync/documents.ts';
import type { PartialForm } from '#domain/card-number/partial-number.ts';
import type { CredentialTag, EpochMs, KioskNumber, PersonId } from '#domain/ids.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { preparedOnce } from '../store/prepared-once.ts';
import { type CardShard, tagsOfShard } from './card-shards.ts';

const DAY_MS = 86_400_000;

/**
 * Cards that were taken away are told for this long: longer than a kiosk goes by its own ledger for a card that was given there, so that
 * it never takes up again what ended here.
 */
const TOLD_AFTER_END_MS = 60 * DAY_MS;

type CardRow = readonly [from: EpochMs, personId: PersonId, tag: CredentialTag, to: EpochMs | null];

/** The institution's cards whose tags begin so; undefined when there are none. Its keys stand in the order of the canonical text. */
export function credentialsDocument(
  db: HubDatabase,
  shard: CardShard,
  at: EpochMs,
): DocumentOf<'credentials'> | undefined {
  const rows = cardRows(db).all({ ...tagsOfShard(shard), since: at - TOLD_AFTER_END_MS }) as CardRow[];
  const cards = rows.map(([from, personId, tag, to]) => ({ from, personId, tag, to }));
  return cards.length === 0 ? undefined : { cards, kind: 'credentials' };
}

/** What is left by readers of this form, as far as its tags begin so, and of which cards. */
export function partialsDocument(
  db: HubDatabase,
  form: PartialForm,
  shard: CardShard,
): DocumentOf<'partials'> | undefined {
  const parts = partRows(db).all({ ...tagsOfShard(shard), form }) as [CredentialTag, CredentialTag][];
  return parts.length === 0 ? undefined : { form, kind: 'partials', parts };
}

/** What the readers of this kiosk leave of numbers, as it said itself. */
export function cardFormsOf(db: HubDatabase, kiosk: KioskNumber): readonly PartialForm[] {
  return formRows(db).all(kiosk) as PartialForm[];
}

// By hand: fifty thousand rows take drizzle ten times as long.
const cardRows = preparedOnce<Database.Statement>(({ sqlite }) =>
  sqlite
    .prepare(
      `select from_at, person_id, tag, to_at from credentials
       where tag >= :from and tag < :to and (to_at is null or to_at > :since) order by tag, from_at, person_id`,
    )
    .raw(),
);

const partRows = preparedOnce<Database.Statement>(({ sqlite }) =>
  sqlite
    .prepare(
      `select part, tag from card_parts
       where form = :form and part >= :from and part < :to order by part, tag`,
    )
    .raw(),
);

const formRows = preparedOnce<Database.Statement>(({ sqlite }) =>
  sqlite.prepare('select form from kiosk_card_forms where kiosk = ? order by form').pluck(),
);
