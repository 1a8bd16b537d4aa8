import { and, eq, isNull, lte } from 'drizzle-orm';
import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import { roomById } from '../store/campus-store.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { kioskByNumber } from '../store/kiosk-store.ts';
import { type CardRow, holdersOf, personById } from '../store/people-store.ts';
import { credentials, kioskCardForms } from '../store/schema.ts';
import { bumpCard, keepParts } from './card-parts.ts';

type Given = {
  readonly kiosk: KioskNumber;
  /** Of the event, so that none counts twice. */
  readonly id: string;
  readonly body: EventBody<'card-enrolled'>;
  readonly at: EpochMs;
};

/**
 * A kiosk gave somebody a card, perhaps long ago. Whoever holds it now by what the hub knows keeps it: of two kiosks that were cut off and
 * gave one card to two people, the first that comes through is believed.
 */
export function giveCardFromKiosk(db: HubDatabase, { kiosk, id, body, at }: Given): void {
  const { personId, tag, parts, by: givenBy } = body;
  if (personById(db, personId) === undefined) return;
  const from = validFrom(holdersOf(db, tag), at);
  const row = { id, tag, personId, lastDigits: '', from, to: null, kiosk, givenBy };
  // A card that is in use is in the table once.
  if (db.orm.insert(credentials).values(row).onConflictDoNothing().run().changes === 0) return;
  keepParts(db, tag, parts);
  bumpCard(db, tag, parts);
}

/** Where and by whom a card was given out that wasn't given out at the hub. Names as they are now. */
export function givenOutAt(
  db: HubDatabase,
  { kiosk, givenBy }: Pick<CardRow, 'kiosk' | 'givenBy'>,
): GivenOut | null {
  if (kiosk === null || givenBy === null) return null;
  const roomId = kioskByNumber(db, kiosk)?.roomId ?? null;
  const room = roomId === null ? undefined : roomById(db, roomId);
  return { room: room?.name ?? '', by: personById(db, givenBy)?.name ?? '' };
}

export type GivenOut = { readonly room: string; readonly by: string };

/** As `cardValidFrom`, and never while somebody else had it. */
function validFrom(holders: readonly CardRow[], at: EpochMs): EpochMs {
  return holders.length === 0
    ? (0 as EpochMs)
    : (Math.max(at, ...holders.map(({ to }) => to ?? 0)) as EpochMs);
}

/** A kiosk took a card away, perhaps long ago. What was given out since stays. */
export function takeCardFromKiosk(
  db: HubDatabase,
  { personId, tag }: EventBody<'card-removed'>,
  at: EpochMs,
): void {
  const { changes } = db.orm
    .update(credentials)
    .set({ to: at })
    .where(
      and(
        eq(credentials.tag, tag),
        eq(credentials.personId, personId),
        isNull(credentials.to),
        lte(credentials.from, at),
      ),
    )
    .run();
  if (changes > 0) bumpCard(db, tag);
}

/** A kiosk says what its readers leave of numbers. */
export function noteCardForms(
  db: HubDatabase,
  kiosk: KioskNumber,
  { forms }: EventBody<'card-forms-used'>,
): void {
  db.orm.delete(kioskCardForms).where(eq(kioskCardForms.kiosk, kiosk)).run();
  for (const form of new Set(forms)) db.orm.insert(kioskCardForms).values({ kiosk, form }).run();
  db.bumpDataVersion('card-forms');
}
