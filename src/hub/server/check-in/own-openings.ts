import { inArray } from 'drizzle-orm';
import type { EpochMs, KioskNumber, OpeningNumber, PersonId } from '#domain/ids.ts';
import type { HubParts } from '../hub-parts.ts';
import { openings } from '../store/session-schema.ts';
import { classesAround } from './own-classes.ts';

/** No class goes on for longer. */
const LONGEST_CLASS_MS = 12 * 3_600_000;

/** Where codes of the person's own classes are shown now. */
export function openingsOf(
  { db, registers }: HubParts,
  personId: PersonId,
  now: EpochMs,
): readonly { readonly kiosk: KioskNumber; readonly number: OpeningNumber }[] {
  const open = classesAround(db, personId, now, LONGEST_CLASS_MS).filter(
    (occurrence) => registers.registerOf(occurrence).standing.state === 'OPEN',
  );
  if (open.length === 0) return [];
  const sessions = open.map(({ sessionId }) => sessionId);
  return db.orm
    .select({ kiosk: openings.kiosk, number: openings.number })
    .from(openings)
    .where(inArray(openings.sessionId, sessions))
    .all();
}
