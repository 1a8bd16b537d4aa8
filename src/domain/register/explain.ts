import type { EpochMs, PersonId, RoomId } from '#domain/ids.ts';
import type { Method } from '#domain/ledger/event.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { ArrivalExplanation, Explanation } from './explanation.ts';
import type { Mark, MarkFlag } from './mark.ts';
import type { MarkStatus } from './mark-status.ts';
import type { Quarantined, QuarantineReason } from './quarantined.ts';

/** How this reader writes times and names. All of it comes from outside: zones, languages and rosters aren't the register's. */
export interface ExplainOptions {
  /** In the campus's zone: `09:12:40`, or `09:00` by the minute. */
  readonly time: (at: EpochMs, to: 'second' | 'minute') => string;
  /** Undefined for a room or person that isn't known here. */
  readonly room: (roomId: RoomId) => string | undefined;
  readonly person: (personId: PersonId) => string | undefined;
}

const STATUS_WORDS: Readonly<Record<MarkStatus, string>> = {
  P: 'Present',
  L: 'Late',
  H: 'Partly present',
  E: 'Excused',
  O: 'On duty',
  A: 'Absent',
  '?': 'Pending',
};

const METHOD_WORDS: Readonly<Record<Method, string>> = {
  card: 'card',
  finger: 'finger',
  pass: 'pass on the phone',
  badge: 'printed badge',
  phone: 'phone',
  pin: 'PIN',
  console: 'console',
  policy: 'policy',
};

const REASON_WORDS = {
  'forgot-card': 'forgot the card',
  'reader-refused': 'the reader refused',
  'seen-in-class': 'seen in class',
  'left-early': 'left early',
  excused: 'excused',
  duty: 'on duty',
  mistake: 'a mistake put right',
  other: 'another reason',
} as const;

/** Why a mark is what it is: `Late: 09:12:40 is after 09:00 + 5 min grace; rule 3; card at B-204`. */
export function explainMark(mark: Mark, options: ExplainOptions): string {
  const remarks = mark.flags.map((flag) => flagWords(flag, mark)).filter((words) => words !== null);
  const words = [because(mark.explanation, mark, options), ...remarks].join('; ');
  return `${STATUS_WORDS[mark.status]}: ${words}`;
}

function because(why: Explanation, mark: Mark, options: ExplainOptions): string {
  switch (why.kind) {
    case 'arrived':
      return `${arrivalWords(why, options)}; rule ${mark.rulesVersion}; ${where(why.method, why.roomId, options)}`;
    case 'noted':
      return `noted at ${options.time(why.at, 'second')}, counts once the class is opened; ${where(why.method, why.roomId, options)}`;
    case 'by-hand':
      return `set by hand at ${options.time(why.at, 'minute')} by ${options.person(why.by) ?? 'faculty'}; ${REASON_WORDS[why.reason]}`;
    case 'no-evidence':
      return why.sealed ? 'nothing was presented before the session was sealed' : 'nothing presented so far';
    case 'not-held':
      return 'nobody opened this session, so it counts for nobody';
    case 'cancelled':
      return 'the session was cancelled';
    default:
      return unreachable(why);
  }
}

function arrivalWords(why: ArrivalExplanation, { time }: ExplainOptions): string {
  const at = time(why.at, 'second');
  const from = time(why.countedFrom, 'minute') + (why.anchor === 'opening' ? ' (opening)' : '');
  switch (why.reason) {
    case 'in-time':
      return `${at} is within ${from} + ${why.graceMin} min grace`;
    case 'after-grace':
      return `${at} is after ${from} + ${why.graceMin} min grace`;
    case 'after-cut-off':
      return `${at} is after the cut-off, ${from} + ${why.lateUntilMin} min`;
    default:
      return unreachable(why.reason);
  }
}

function where(method: Method, roomId: RoomId | null, options: ExplainOptions): string {
  const room = roomId === null ? undefined : options.room(roomId);
  return room === undefined ? METHOD_WORDS[method] : `${METHOD_WORDS[method]} at ${room}`;
}

function flagWords(flag: MarkFlag, mark: Mark): string | null {
  switch (flag) {
    // Said by the explanation itself.
    case 'manual':
    case 'not-held':
      return null;
    case 'conflict':
      return 'another mark by hand says otherwise';
    case 'provisional':
      return 'the phone is not confirmed yet';
    case 'clock-uncertain':
      return 'by a clock that could not be compared closely enough';
    case 'late-evidence':
      return 'came in after sealing';
    case 'replayed':
      return 'the card was given to this person later';
    case 'correction-proposed':
      return `would be ${STATUS_WORDS[mark.proposed ?? mark.status].toLowerCase()} with what came in after locking`;
    default:
      return unreachable(flag);
  }
}

const QUARANTINE_WORDS: Readonly<Record<QuarantineReason, string>> = {
  'unknown-card': 'This card belongs to nobody we know. It counts as soon as it is given to somebody.',
  'ambiguous-card': 'This number fits several cards.',
  'not-enrolled': 'This person was not enrolled in this class then.',
  'wrong-room': 'Presented in another room than the class was in.',
  'too-early': 'Presented before the doors opened.',
  closed: 'Presented after the session had closed.',
  clock: 'The clock of that kiosk was not set, so nobody can say when this was.',
};

/** Why something presented counts for nobody. */
export function explainQuarantined({ reason }: Quarantined): string {
  return QUARANTINE_WORDS[reason];
}
