import { randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import { tagsOfParts } from '#domain/credential/tags-of-parts.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { holdersOf, personById } from '../store/people-store.ts';
import { credentials } from '../store/schema.ts';
import { bumpCard, keepParts } from './card-parts.ts';
import { lastDigitsOf, readCard } from './read-card.ts';

/**
 * From when a card is somebody's. Nobody had it before: from the beginning, so that touches which nobody could be found for
 * count after all. Somebody had: from now.
 */
export function cardValidFrom(hadHolders: boolean, now: EpochMs): EpochMs {
  return hadHolders ? now : (0 as EpochMs);
}

/** Gives a person a card. Giving it again changes nothing. */
export function giveCard(
  { db, keys, clock }: Pick<HubParts, 'db' | 'keys' | 'clock'>,
  personId: PersonId,
  number: string,
): void {
  if (personById(db, personId) === undefined) throw new ApiFailure('person-not-found');
  const card = readCard(number, undefined);
  if (!card.ok) throw new ApiFailure('card-not-usable', `${card.error.problem} ${card.error.advice}`);
  db.transaction(() => putCard(db, keys.cardKey, personId, card.value, clock.now()));
}

function putCard(
  db: HubDatabase,
  cardKey: Uint8Array,
  personId: PersonId,
  card: CardNumber,
  now: EpochMs,
): void {
  const tag = credentialTag(cardKey, card);
  const holders = holdersOf(db, tag);
  const holder = holders.find(({ to }) => to === null);
  if (holder?.personId === personId) return;
  if (holder !== undefined) throw new ApiFailure('card-in-use');
  const from = cardValidFrom(holders.length > 0, now);
  const row = {
    id: uuidV7(now, randomBytes(10)),
    tag,
    personId,
    lastDigits: lastDigitsOf(card),
    from,
    to: null,
  };
  db.orm.insert(credentials).values(row).run();
  const parts = tagsOfParts(cardKey, card);
  keepParts(db, tag, parts);
  bumpCard(db, tag, parts);
}

/** Ends a card from now on; what it proved before stays true. */
export function takeCard(
  { db, clock }: Pick<HubParts, 'db' | 'clock'>,
  personId: PersonId,
  cardId: string,
): void {
  db.transaction(() => {
    const ended = db.orm
      .update(credentials)
      .set({ to: clock.now() })
      .where(and(eq(credentials.id, cardId), eq(credentials.personId, personId), isNull(credentials.to)))
      .returning({ tag: credentials.tag })
      .get();
    if (ended === undefined) throw new ApiFailure('not-found', 'This person has no such card.');
    bumpCard(db, ended.tag);
  });
}
