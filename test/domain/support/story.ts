import type {
  CredentialTag,
  Epoch,
  EpochMs,
  EventId,
  KioskNumber,
  OpeningNumber,
  PersonId,
  RoomId,
  SectionId,
  Seq,
  SessionId,
} from '#domain/ids.ts';
import type { EventBody, EventType, LedgerEvent } from '#domain/ledger/event.ts';
import { deriveRegister } from '#domain/register/derive-register.ts';
import type { Fact } from '#domain/register/fact.ts';
import type { Register, RegisterInput } from '#domain/register/register.ts';
import { DEFAULT_RULES } from '#domain/rules/rules.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';

/** One class on one morning (2 March 2026, 09:00 to 10:00 UTC, room B-204), for telling stories about. */

const uuid = (kind: string, n: number) =>
  `${kind.padStart(8, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

export const person = (n: number) => uuid('a', n) as PersonId;
export const room = (n: number) => uuid('b', n) as RoomId;
export const session = (n: number) => uuid('c', n) as SessionId;
export const eventId = (n: number) => uuid('e', n) as EventId;
export const tag = (n: number) => n.toString(16).padStart(32, '0') as CredentialTag;
export const kiosk = (n: number) => n as KioskNumber;
export const opening = (n: number) => n as OpeningNumber;
export const epoch = (n: number) => n.toString(16).padStart(16, '0') as Epoch;

const MIDNIGHT = Date.UTC(2026, 2, 2);

/** `09:05:00.900` on that morning. */
export function at(time: string): EpochMs {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return (MIDNIGHT + Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000)) as EpochMs;
}

export const TEACHER = person(1000);
export const ADA = person(1);
export const BEN = person(2);
export const CEM = person(3);
export const HERE = room(204);
export const ELSEWHERE = room(110);
export const CLASS = session(1);

export const OCCURRENCE: Occurrence = {
  sessionId: CLASS,
  sectionId: uuid('d', 1) as SectionId,
  courseCode: 'CS101',
  courseTitle: 'Introduction',
  sectionName: 'A',
  roomId: HERE,
  roomName: 'B-204',
  startsAt: at('09:00'),
  endsAt: at('10:00'),
  faculty: [TEACHER],
  cancelled: false,
  adHoc: false,
};

export interface Place {
  readonly kiosk?: number;
  readonly epoch?: number;
  readonly seq?: number;
  readonly id?: number;
  readonly room?: RoomId | null;
  readonly uncertaintyMs?: number | null;
}

// Out of the way of the places that stories choose themselves.
let lastSeq = 10_000;

/** A fact told at a time of that morning. Places and ids are new each time unless given. */
export function fact<T extends EventType>(
  type: T,
  time: string | EpochMs,
  body: EventBody<T>,
  place: Place = {},
): Fact {
  const seq = (place.seq ?? ++lastSeq) as Seq;
  const when = typeof time === 'string' ? at(time) : time;
  const key = { kiosk: kiosk(place.kiosk ?? 1), epoch: epoch(place.epoch ?? 1), seq };
  const id = eventId(place.id ?? 1_000_000 + seq);
  const clock = {
    wall: when,
    mono: when - MIDNIGHT,
    boot: epoch(1),
    hubMinusMono: MIDNIGHT,
    uncertaintyMs: 0,
  };
  const event = { ...key, id, type, v: 1, clock, body } as unknown as LedgerEvent;
  const uncertaintyMs = place.uncertaintyMs === undefined ? 0 : place.uncertaintyMs;
  return { key, id, event, at: when, uncertaintyMs, roomId: place.room === undefined ? HERE : place.room };
}

/** Somebody touches the reader at the door. */
export function touch(
  who: PersonId | CredentialTag | null,
  time: string | EpochMs,
  more: Place & { readonly session?: SessionId | null; readonly reader?: string } = {},
): Fact {
  const isPerson = who?.includes('-') ?? false;
  const body = {
    method: 'card',
    reader: more.reader ?? 'door',
    tag: who === null || isPerson ? null : (who as CredentialTag),
    personId: isPerson ? (who as PersonId) : null,
    directory: 1,
    sessionId: more.session === undefined ? CLASS : more.session,
    answer: 'present',
  } as const;
  return fact('presentation', time, body, more);
}

export function opened(time: string | EpochMs, more: Place & { readonly number?: number } = {}): Fact {
  const body = {
    sessionId: CLASS,
    number: opening(more.number ?? 1),
    by: TEACHER,
    method: 'pin',
    adHoc: null,
  } as const;
  return fact('opening-started', time, body, more);
}

export function extended(
  time: string | EpochMs,
  closesAt: string | EpochMs,
  supersedes: Fact | null,
  place: Place = {},
): Fact {
  const close = typeof closesAt === 'string' ? at(closesAt) : closesAt;
  const body = { sessionId: CLASS, closesAt: close, by: TEACHER, supersedes: supersedes?.id ?? null };
  return fact('session-extended', time, body, place);
}

export function ended(time: string | EpochMs, supersedes: Fact | null, place: Place = {}): Fact {
  return fact(
    'session-ended',
    time,
    { sessionId: CLASS, by: TEACHER, supersedes: supersedes?.id ?? null },
    place,
  );
}

export function markedByHand(
  who: PersonId,
  status: EventBody<'mark-set'>['status'],
  time: string | EpochMs,
  supersedes: Fact | null,
  place: Place = {},
): Fact {
  const body = {
    sessionId: CLASS,
    personId: who,
    status,
    reason: 'seen-in-class',
    note: null,
    by: TEACHER,
  } as const;
  return fact('mark-set', time, { ...body, supersedes: supersedes?.id ?? null }, place);
}

export function checkedIn(
  who: PersonId,
  scannedAt: string | EpochMs,
  more: Place & {
    readonly session?: SessionId | null;
    readonly number?: number;
    readonly provisional?: boolean;
  } = {},
): Fact {
  const when = typeof scannedAt === 'string' ? at(scannedAt) : scannedAt;
  const body: EventBody<'phone-check-in'> = {
    checkInId: eventId(1),
    sessionId: more.session === undefined ? CLASS : more.session,
    opening: { kiosk: kiosk(1), number: opening(more.number ?? 1) },
    personId: who,
    deviceId: who as unknown as EventBody<'phone-check-in'>['deviceId'],
    scannedAt: when,
    via: 'code',
    signed: '',
    signature: '',
    provisional: more.provisional ?? false,
    flags: [],
  };
  // The event is written when the person has confirmed, some seconds after the scan.
  return fact('phone-check-in', (when + 20_000) as EpochMs, body, { kiosk: 0, room: null, ...more });
}

type Heads = EventBody<'session-sealed'>['heads'];

/** Sealed by the hub, which had everything there is unless told otherwise. */
export function sealed(
  time: string,
  more: Place & { readonly heads?: Heads; readonly without?: number[] } = {},
): Fact {
  const heads = more.heads ?? [headAt(1, 1_000_000)];
  const body = { sessionId: CLASS, heads, without: (more.without ?? []).map(kiosk) };
  return fact('session-sealed', time, body, { kiosk: 0, room: null, seq: 1_000_000, ...more });
}

export function locked(time: string, heads: Heads = [headAt(1, 1_000_000)], place: Place = {}): Fact {
  const digest = '0'.repeat(64) as EventBody<'session-locked'>['rosterDigest'];
  const body = { sessionId: CLASS, heads, rulesVersion: 1, rosterDigest: digest, marksDigest: digest };
  return fact('session-locked', time, body, { kiosk: 0, room: null, seq: 1_000_001, ...place });
}

export function headAt(number: number, seq: number): Heads[number] {
  return { kiosk: kiosk(number), epoch: epoch(1), seq };
}

/** The register of that class, with Ada, Ben and Cem enrolled since the start of the term. */
export function registerAt(now: string, facts: readonly Fact[], more: Partial<RegisterInput> = {}): Register {
  return deriveRegister({
    occurrence: OCCURRENCE,
    rules: DEFAULT_RULES,
    enrolments: [ADA, BEN, CEM].map((personId) => ({ personId, from: 0 as EpochMs, to: null })),
    resolve: () => undefined,
    now: at(now),
    facts,
    ...more,
  });
}

export function markOf(register: Register, who: PersonId) {
  const mark = register.marks.find(({ personId }) => personId === who);
  if (mark === undefined) throw new Error(`${who} is not on the register`);
  return mark;
}
