import { randomBytes } from 'node:crypto';
import type { Badge } from '#contracts/hub-api/people.ts';
import { BADGE_NUMBER_BYTES, badgeText } from '#domain/badge/badge.ts';
import { fromBadge } from '#domain/card-number/card-number.ts';
import type { PersonId } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { rolesOf } from '../store/people-store.ts';
import { giveCard } from './cards.ts';
import { lastDigitsOf } from './read-card.ts';

const BADGES_KEY = 'badges';

/** Whether kiosks take printed badges, which can be copied. */
export function usesBadges(db: HubDatabase): boolean {
  return db.state(BADGES_KEY) !== undefined;
}

/** The institution's choice. Badges that were given out are good again when they are used again. */
export function chooseBadges(db: HubDatabase, areUsed: boolean): void {
  if (usesBadges(db) === areUsed) return;
  db.transaction(() => {
    if (areUsed) db.setState(BADGES_KEY, 'used');
    else db.removeState(BADGES_KEY);
    db.bumpDataVersion();
  });
}

/** Gives a student a badge to be printed. It is a card like others, and ended like them. */
export function makeBadge(
  parts: Pick<HubParts, 'db' | 'keys' | 'clock' | 'institutionId'>,
  personId: PersonId,
): Badge {
  const { db, keys, institutionId } = parts;
  if (!usesBadges(db)) {
    const text = 'Printed badges are not used here. Start the hub with --badges=1 to use them.';
    throw new ApiFailure('invalid-request', text);
  }
  if (!rolesOf(db, personId).includes('student')) {
    throw new ApiFailure('invalid-request', 'Only students have badges: a badge opens no class.');
  }
  const number = randomBytes(BADGE_NUMBER_BYTES);
  const card = fromBadge(number);
  giveCard(parts, personId, card);
  const text = badgeText(number, { cardKey: keys.cardKey, tenant: institutionId });
  return { text, lastDigits: lastDigitsOf(card) };
}
