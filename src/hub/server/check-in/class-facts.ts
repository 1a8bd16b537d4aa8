import type { ClassFacts, HubFacts, Offer, Place } from '#contracts/hub-api/check-in.ts';
import type { KioskNumber, OpeningNumber, SessionId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { HubParts } from '../hub-parts.ts';
import { institutionOf, roomById } from '../store/campus-store.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { kioskByNumber } from '../store/kiosk-store.ts';
import { occurrenceOf, sessionOfOpening } from '../store/occurrence-store.ts';
import { personById } from '../store/people-store.ts';

type Opening = { readonly kiosk: KioskNumber; readonly number: OpeningNumber };

export function classFacts(db: HubDatabase, occurrence: Occurrence): ClassFacts {
  const { sessionId, courseCode, courseTitle, sectionName, roomName, startsAt, endsAt, faculty } = occurrence;
  const [main] = faculty;
  return {
    ...{ sessionId, courseCode, courseTitle, sectionName, startsAt, endsAt },
    room: roomName,
    teacher: main === undefined ? null : (personById(db, main)?.name ?? null),
  };
}

/** What a code of this opening leads to. */
export function offerOf(db: HubDatabase, { kiosk, number }: Opening): Offer {
  const sessionId = sessionOfOpening(db, kiosk, number);
  const occurrence = sessionId === undefined ? undefined : occurrenceOf(db, sessionId);
  if (occurrence === undefined) {
    return { place: placeOf({ kiosk, number }, undefined), room: roomOfKiosk(db, kiosk), class: null };
  }
  const facts = classFacts(db, occurrence);
  return { place: placeOf({ kiosk, number }, occurrence.sessionId), room: facts.room, class: facts };
}

export function placeOf({ kiosk, number }: Opening, sessionId: SessionId | undefined): Place {
  return (sessionId ?? `${kiosk}-${number}`) as string as Place;
}

export function roomOfKiosk(db: HubDatabase, kiosk: KioskNumber): string | null {
  const roomId = kioskByNumber(db, kiosk)?.roomId ?? null;
  return roomId === null ? null : (roomById(db, roomId)?.name ?? null);
}

export function hubFacts({ db, address }: Pick<HubParts, 'db' | 'address'>): HubFacts {
  const { id, name, brand, timeZone } = institutionOf(db);
  return { institutionId: id, institution: name, brand, timeZone, host: address().host };
}
