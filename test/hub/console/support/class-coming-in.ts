import type { EpochMs, PersonId, SessionId } from '#domain/ids.ts';
import type { Method } from '#domain/ledger/event.ts';
import type { HubParts } from '../../../../src/hub/server/hub-parts.ts';
import { occurrencesIn } from '../../../../src/hub/server/store/occurrence-store.ts';
import { enrolmentsOf, namesOf } from '../../../../src/hub/server/store/people-store.ts';
import { MINUTE } from '../../support/manual-time.ts';
import type { DemoHub } from './a-console.ts';

export type ClassNow = {
  readonly sessionId: SessionId;
  /** By their place on the roster. */
  readonly students: readonly { readonly personId: PersonId; readonly name: string }[];
};

/** The class of the demo that begins now, in the demo's room. */
export function classNow({ hub, demo, time }: DemoHub): ClassNow {
  const { db } = hub.parts;
  const meeting = occurrencesIn(db, {
    from: (time.now - MINUTE) as EpochMs,
    to: (time.now + MINUTE) as EpochMs,
  }).find(({ roomName }) => roomName === demo.room);
  if (meeting === undefined) throw new Error('no class is on in the room of the demo');
  const ids = enrolmentsOf(db, meeting.sectionId)
    .filter(({ from, to }) => from <= time.now && (to === null || to > time.now))
    .map(({ personId }) => personId);
  const names = namesOf(db, ids);
  const students = ids.map((personId) => ({ personId, name: names.get(personId)?.name ?? '' }));
  return { sessionId: meeting.sessionId, students };
}

export function openClass({ hub }: DemoHub, { sessionId }: ClassNow): void {
  const { ledger } = hub.parts;
  const number = ledger.nextOpeningNumber();
  ledger.append('opening-started', { sessionId, number, by: null, method: 'console', adHoc: null });
}

/** Somebody presents themselves, and the hub hears of it at once. */
export function arrive(
  { ledger }: HubParts,
  sessionId: SessionId,
  personId: PersonId,
  method: Method = 'card',
): void {
  ledger.append('presentation', {
    method,
    reader: 'door',
    tag: null,
    personId,
    directory: 1,
    sessionId,
    answer: 'present',
  });
}

/** A class twelve minutes in: most came in time, some late, a few are still missing. */
export function letTheClassComeIn(test: DemoHub): ClassNow {
  const now = classNow(test);
  const { parts } = test.hub;
  openClass(test, now);
  now.students.forEach(({ personId }, place) => {
    if (place % 7 === 5) return;
    test.time.pass(place === 27 ? 4 * MINUTE : 8_000 + (place % 5) * 900);
    arrive(parts, now.sessionId, personId, place % 4 === 1 ? 'phone' : 'card');
  });
  return now;
}
