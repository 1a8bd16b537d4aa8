import type {
  CheckInAnswer,
  OwnMark,
  OwnStanding,
  ProvisionalReason,
  Receipt,
} from '#contracts/hub-api/check-in-answer.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import type { Mark } from '#domain/register/mark.ts';
import type { Register } from '#domain/register/register.ts';
import { judgeArrival } from '#domain/rules/judge-arrival.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { HubParts } from '../hub-parts.ts';
import { markWords } from '../registers/mark-words.ts';
import { standingOf } from '../registers/standings.ts';
import { rulesAt } from '../store/campus-store.ts';
import { classFacts, roomOfKiosk } from './class-facts.ts';
import { deviceKeyOf } from './device-key.ts';
import { deviceById } from './device-store.ts';
import { classElsewhere } from './own-classes.ts';
import type { PhoneCheckInRow } from './phone-check-in-store.ts';
import { makeReceipt, type ReceiptKey } from './receipt.ts';
import { checkInEvent, type Verdict, verdictOn } from './verdict-on.ts';

type CheckIn = EventBody<'phone-check-in'>;
type Counting = Extract<Verdict, { readonly kind: 'counts' }>;

/** What the student is told, from the register as it stands. `asked` differs from the row's id when they were in already. */
export async function answerCheckIn(
  parts: HubParts,
  key: ReceiptKey,
  row: PhoneCheckInRow,
  asked: PhoneCheckInRow['checkInId'],
): Promise<CheckInAnswer> {
  const { db, institutionId, clock } = parts;
  const event = checkInEvent(db, row);
  const device = deviceById(db, row.deviceId);
  const receipt = await makeReceipt(key, {
    iss: institutionId,
    entry: { id: event.id, epoch: row.epoch, seq: row.seq as never },
    checkIn: event.body,
    deviceKey: device === undefined ? null : deviceKeyOf(device),
  });
  const taken = { checkInId: row.checkInId, at: row.at, receipt };
  const verdict = verdictOn(parts, row);
  switch (verdict.kind) {
    case 'opening-unknown':
      return {
        ...{ kind: 'provisional', ...taken, because: 'opening-unknown', room: roomOfKiosk(db, row.kiosk) },
        ...{ class: null, mark: null, standing: null },
      };
    case 'counts':
      return countingAnswer(parts, taken, event.body, verdict, asked === row.checkInId);
    case 'not-enrolled': {
      const elsewhere = classElsewhere(db, row.personId, clock.now(), verdict.occurrence);
      return {
        ...{ kind: 'not-enrolled', ...taken, class: classFacts(db, verdict.occurrence) },
        elsewhere: elsewhere === undefined ? null : classFacts(db, elsewhere),
      };
    }
    case 'not-open': {
      const { because, boundary, occurrence } = verdict;
      return { kind: 'not-open', ...taken, class: classFacts(db, occurrence), because, boundary };
    }
    default:
      return unreachable(verdict);
  }
}

type Taken = {
  readonly checkInId: PhoneCheckInRow['checkInId'];
  readonly at: EpochMs;
  readonly receipt: Receipt;
};

function countingAnswer(
  parts: HubParts,
  taken: Taken,
  checkIn: CheckIn,
  { occurrence, register, mark, isFirst }: Counting,
  isThisOne: boolean,
): CheckInAnswer {
  const facts = classFacts(parts.db, occurrence);
  const counted = {
    ...taken,
    class: facts,
    mark: ownMark(parts, occurrence, register, mark),
    standing: ownStanding(parts, checkIn.personId, occurrence),
  };
  if (mark.flags.includes('provisional')) {
    return { kind: 'provisional', ...counted, because: whyProvisional(checkIn), room: facts.room };
  }
  return { kind: isFirst && isThisOne ? 'recorded' : 'already-recorded', ...counted };
}

function whyProvisional({ flags }: CheckIn): ProvisionalReason {
  if (flags.includes('shared-device')) return 'shared-device';
  return flags.includes('new-device') ? 'new-device' : 'kept';
}

export function ownMark(
  { db }: HubParts,
  occurrence: Occurrence,
  { standing }: Register,
  mark: Mark,
): OwnMark {
  const { arrivedAt: at, status, method } = mark;
  const { startsAt } = occurrence;
  const rules = rulesAt(db, startsAt);
  const { openedAt, lateFrom, cutOffAt } = standing;
  return {
    ...{ status, method, lateFrom, cutOffAt, arrivedAt: at },
    minutesLate: at === null ? 0 : judgeArrival({ rules, startsAt, openedAt, at }).minutesLate,
    explanation: markWords(db)(mark),
  };
}

/** Null for a section the student is not in any more. */
export function ownStanding(
  parts: HubParts,
  personId: PersonId,
  { sectionId, startsAt }: Pick<Occurrence, 'sectionId' | 'startsAt'>,
): OwnStanding | null {
  const standing = standingOf(parts, personId, sectionId);
  if (standing === undefined) return null;
  return { ...standing, neededPercent: rulesAt(parts.db, startsAt).eligiblePercent };
}
