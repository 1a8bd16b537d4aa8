import { and, eq } from 'drizzle-orm';
import type { EpochMs, EventId } from '#domain/ids.ts';
import { HUB_ORIGIN } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import type { Mark } from '#domain/register/mark.ts';
import type { QuarantineReason } from '#domain/register/quarantined.ts';
import type { Register } from '#domain/register/register.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { HubParts } from '../hub-parts.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { occurrenceOf, sessionOfOpening } from '../store/occurrence-store.ts';
import { events } from '../sync/schema.ts';
import type { PhoneCheckInRow } from './phone-check-in-store.ts';

type InSession = { readonly occurrence: Occurrence; readonly register: Register };

/** What a check-in has come to by now, as the register sees it. */
export type Verdict =
  | { readonly kind: 'opening-unknown' }
  | (InSession & {
      readonly kind: 'counts';
      readonly mark: Mark;
      /** The person was in before, by whatever method. */
      readonly isFirst: boolean;
    })
  | (InSession & { readonly kind: 'not-enrolled' })
  | (InSession & {
      readonly kind: 'not-open';
      readonly because: 'too-early' | 'closed' | 'ended' | 'cancelled';
      readonly boundary: EpochMs | null;
    });

export function verdictOn({ db, registers }: HubParts, row: PhoneCheckInRow): Verdict {
  const sessionId = sessionOfOpening(db, row.kiosk, row.number);
  const occurrence = sessionId === undefined ? undefined : occurrenceOf(db, sessionId);
  if (occurrence === undefined) return { kind: 'opening-unknown' };
  const session = { occurrence, register: registers.registerOf(occurrence) };
  if (session.register.standing.state === 'CANCELLED') {
    return { kind: 'not-open', because: 'cancelled', boundary: null, ...session };
  }
  const eventId = eventIdOf(db, row);
  const { marks, quarantine } = session.register;
  const kept = quarantine.find((one) => one.eventId === eventId);
  if (kept !== undefined) return notCounting(kept.reason, session);
  const mark = marks.find(({ personId }) => personId === row.personId);
  // Who teaches a section and isn't enrolled in it has no mark, and is no stranger to be kept aside either.
  if (mark === undefined) return { kind: 'not-enrolled', ...session };
  return { kind: 'counts', mark, isFirst: mark.evidence[0] === eventId, ...session };
}

function notCounting(reason: QuarantineReason, session: InSession): Verdict {
  const { doorsOpenAt, closesAt, endedBy } = session.register.standing;
  switch (reason) {
    case 'too-early':
      return { kind: 'not-open', because: 'too-early', boundary: doorsOpenAt, ...session };
    case 'closed':
    case 'clock':
      return {
        kind: 'not-open',
        because: endedBy === null ? 'closed' : 'ended',
        boundary: closesAt,
        ...session,
      };
    case 'not-enrolled':
    case 'wrong-room':
    case 'unknown-card':
    case 'ambiguous-card':
      return { kind: 'not-enrolled', ...session };
    default:
      return unreachable(reason);
  }
}

function eventIdOf(db: HubDatabase, { epoch, seq }: PhoneCheckInRow): EventId | null {
  return eventAt(db, { epoch, seq })?.id ?? null;
}

/** The event of a check-in, as it stands in the hub's own ledger. */
export function checkInEvent(
  db: HubDatabase,
  row: PhoneCheckInRow,
): { readonly id: EventId; readonly body: EventBody<'phone-check-in'> } {
  const text = eventAt(db, row)?.text;
  const decoded = text === undefined ? undefined : decodeEvent(text);
  const event = decoded?.ok === true ? decoded.value.event : null;
  if (event?.type !== 'phone-check-in') throw new Error(`no event for check-in ${row.checkInId}`);
  return { id: event.id, body: event.body };
}

function eventAt(db: HubDatabase, { epoch, seq }: Pick<PhoneCheckInRow, 'epoch' | 'seq'>) {
  return db.orm
    .select({ id: events.id, text: events.text })
    .from(events)
    .where(and(eq(events.kiosk, HUB_ORIGIN), eq(events.epoch, epoch), eq(events.seq, seq)))
    .get();
}
