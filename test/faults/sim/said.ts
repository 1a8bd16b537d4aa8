import type {
  CredentialTag,
  EpochMs,
  KioskNumber,
  PersonId,
  RoomId,
  SectionId,
  SessionId,
} from '#domain/ids.ts';
import type { EventBody, EventType, LedgerEvent } from '#domain/ledger/event.ts';
import type { ClockReading } from '#domain/time/clock-reading.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { Random } from './random.ts';

/** What a simulated event says, and what only the oracles know of it. */
export type Said = {
  readonly event: Pick<LedgerEvent, 'type' | 'v' | 'clock' | 'body'>;
  /** The kiosk whose class it is about. */
  readonly about: KioskNumber;
  /** By the hub's clock, which is right by definition. */
  readonly trueAt: EpochMs;
};

const uuid = (kind: string, n: number) =>
  `${kind.repeat(8)}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

export const PEOPLE = [1, 2, 3, 4, 5, 6].map((n) => uuid('a', n) as PersonId);
const TEACHER = uuid('b', 1) as PersonId;
const MINUTE_MS = 60_000;

/** The one class of a kiosk's room; by the usual rules people are late from 30 s after the world's beginning. */
export function classOf(kiosk: KioskNumber, beginning: EpochMs): Occurrence {
  const startsAt = (beginning - 5 * MINUTE_MS + 30_000) as EpochMs;
  return {
    sessionId: uuid('c', kiosk) as SessionId,
    sectionId: uuid('d', kiosk) as SectionId,
    courseCode: 'SIM',
    courseTitle: 'Simulated',
    sectionName: 'A',
    roomId: roomOf(kiosk),
    roomName: `${kiosk}`,
    startsAt,
    endsAt: (startsAt + 6 * MINUTE_MS) as EpochMs,
    faculty: [TEACHER],
    cancelled: false,
    adHoc: false,
  };
}

export function roomOf(kiosk: KioskNumber): RoomId {
  return uuid('e', kiosk) as RoomId;
}

/** Something that happens at a kiosk: mostly somebody touches the reader. */
export function sayAtKiosk(random: Random, kiosk: KioskNumber, clock: ClockReading): Said['event'] {
  const { sessionId } = classOf(kiosk, 0 as EpochMs);
  const number = random.whole(1, 3) as EventBody<'opening-started'>['number'];
  const dice = random.fraction();
  if (dice < 0.08)
    return say('opening-started', clock, { sessionId, number, by: TEACHER, method: 'pin', adHoc: null });
  if (dice < 0.12) return say('session-ended', clock, { sessionId, by: TEACHER, supersedes: null });
  if (dice < 0.16) return say('code-visibility-changed', clock, { sessionId, shown: true, by: TEACHER });
  return say('presentation', clock, {
    method: 'card',
    reader: random.oneOf(['door', 'desk']),
    tag: '0'.repeat(32) as CredentialTag,
    personId: random.chance(0.9) ? random.oneOf(PEOPLE) : null,
    directory: 1,
    sessionId: random.chance(0.8) ? sessionId : null,
    answer: 'present',
  });
}

/** Something that people do at the hub about a kiosk's class. */
export function sayAtHub(random: Random, kiosk: KioskNumber, clock: ClockReading): Said['event'] {
  const { sessionId, endsAt } = classOf(kiosk, clock.wall);
  if (random.chance(0.2)) {
    const closesAt = (endsAt + random.whole(0, 5) * MINUTE_MS) as EpochMs;
    return say('session-extended', clock, { sessionId, closesAt, by: TEACHER, supersedes: null });
  }
  return say('mark-set', clock, {
    sessionId,
    personId: random.oneOf(PEOPLE),
    status: random.oneOf(['P', 'L', 'E', 'A', 'derived'] as const),
    reason: 'seen-in-class',
    note: null,
    by: TEACHER,
    supersedes: null,
  });
}

export function say<T extends EventType>(type: T, clock: ClockReading, body: EventBody<T>): Said['event'] {
  return { type, v: 1, clock, body } as Said['event'];
}
