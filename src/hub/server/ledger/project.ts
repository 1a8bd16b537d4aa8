import type { RoomId, SessionId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { type CardTap, confirmDevices } from '../check-in/device-store.ts';
import { forgetReaderStates, noteReaderState } from '../kiosks/reader-states.ts';
import { forgetFinger, noteFinger, noteSensorChanged } from '../people/fingers.ts';
import { giveCardFromKiosk, noteCardForms, takeCardFromKiosk } from '../people/kiosk-cards.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { countUnknownCard } from '../store/kiosk-days.ts';
import { occurrenceOf, putOccurrences } from '../store/occurrence-store.ts';
import { preparedOnce } from '../store/prepared-once.ts';
import { openings, sessionStages } from '../store/session-schema.ts';
import type { StoredEvent } from './stored-event.ts';

/**
 * Keeps the look-up tables in step with the events. Runs in the transaction that stores them, so that neither is ever
 * there without the other; seeing an event twice changes nothing.
 */
export function project(db: HubDatabase, stored: readonly StoredEvent[]): void {
  for (const one of stored) projectOne(db, one);
  // A card tap confirms a phone.
  confirmDevices(db, stored.flatMap(cardTapIn));
}

function cardTapIn({ event, at }: StoredEvent): readonly CardTap[] {
  if (event?.type !== 'presentation' || event.body.method !== 'card' || event.body.personId === null)
    return [];
  return [{ personId: event.body.personId, at }];
}

function projectOne(db: HubDatabase, { envelope, event, at }: StoredEvent): void {
  switch (event?.type) {
    case 'opening-started': {
      const { sessionId, number, adHoc } = event.body;
      const row = { kiosk: envelope.kiosk, number, sessionId, startedAt: at };
      db.orm.insert(openings).values(row).onConflictDoNothing().run();
      if (adHoc !== null && mayDefine(db, sessionId, adHoc)) {
        putOccurrences(db, [adHoc]);
        db.bumpDataVersion(`room:${adHoc.roomId}`);
      }
      // Whoever opens a class that was called off knows better.
      setCancelled(db, sessionId, false);
      return;
    }
    case 'session-cancelled':
      setCancelled(db, event.body.sessionId, true);
      return;
    case 'session-sealed':
      putStage(db, { sessionId: event.body.sessionId, sealedAt: at });
      return;
    case 'session-locked':
      putStage(db, { sessionId: event.body.sessionId, lockedAt: at });
      return;
    case 'presentation':
      // One that is carried into a new epoch was counted in its old one.
      if (event.body.personId === null && envelope.carriedFrom === undefined) {
        countUnknownCard(db, envelope.kiosk, at);
      }
      return;
    case 'card-enrolled':
      giveCardFromKiosk(db, { kiosk: envelope.kiosk, id: event.id, body: event.body, at });
      return;
    case 'card-removed':
      takeCardFromKiosk(db, event.body, at);
      return;
    case 'card-forms-used':
      noteCardForms(db, envelope.kiosk, event.body);
      return;
    case 'engine-started':
      forgetReaderStates(db, envelope.kiosk, at);
      return;
    case 'reader-changed':
      noteReaderState(db, { kiosk: envelope.kiosk, body: event.body, at });
      return;
    case 'finger-enrolled':
      noteFinger(db, { kiosk: envelope.kiosk, body: event.body, at });
      return;
    case 'finger-removed':
      forgetFinger(db, { kiosk: envelope.kiosk, body: event.body, at });
      return;
    case 'sensor-changed':
      noteSensorChanged(db, { kiosk: envelope.kiosk, body: event.body, at });
      return;
    default:
      return;
  }
}

/** A kiosk says what its own ad-hoc session is. The timetable is not a kiosk's to change. */
function mayDefine(db: HubDatabase, sessionId: SessionId, adHoc: Occurrence): boolean {
  return adHoc.sessionId === sessionId && adHoc.adHoc && occurrenceOf(db, sessionId)?.adHoc !== false;
}

function setCancelled(db: HubDatabase, sessionId: SessionId, cancelled: boolean): void {
  const changed = cancelledAsOf(db).get({ sessionId, cancelled: Number(cancelled) }) as
    | { roomId: RoomId }
    | undefined;
  if (changed !== undefined) db.bumpDataVersion(`room:${changed.roomId}`);
}

// By hand, because a kiosk that catches up brings an opening in every frame.
const cancelledAsOf = preparedOnce(({ sqlite }) =>
  sqlite.prepare(
    `update occurrences set cancelled = :cancelled where session_id = :sessionId and cancelled <> :cancelled
     returning room_id as roomId`,
  ),
);

function putStage(db: HubDatabase, row: typeof sessionStages.$inferInsert): void {
  const { sessionId: _, ...set } = row;
  db.orm.insert(sessionStages).values(row).onConflictDoUpdate({ target: sessionStages.sessionId, set }).run();
}
