import { type EpochMs, HUB_ORIGIN, type OpeningNumber, type PersonId, type SectionId } from '#domain/ids.ts';
import type { ClockReading } from '#domain/time/clock-reading.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { HubParts } from '../hub-parts.ts';
import type { Entry } from '../ledger/hub-ledger.ts';
import { rulesAt } from '../store/campus-store.ts';
import { occurrencesIn } from '../store/occurrence-store.ts';
import { enrolmentsOf } from '../store/people-store.ts';
import { SECTIONS } from './demo-campus.ts';
import { demoId, draw } from './demo-draws.ts';
import { rememberPast } from './demo-state.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

type Parts = Pick<HubParts, 'db' | 'clock' | 'ledger'>;

/** Something that happened, before it has its place in the ledger. */
type Happened = { readonly at: EpochMs; readonly entry: Entry };

/**
 * The term so far: every meeting that is over was opened from the console, marked by hand and sealed, in the hub's own ledger
 * and with the clock readings of then.
 */
export function addPast({ db, clock, ledger }: Parts, seed: number, now: EpochMs): void {
  const reading = clock.read();
  let number = ledger.nextOpeningNumber() as number;
  const happened: Happened[] = [];
  for (const occurrence of meetingsThatAreOver({ db }, seed, now)) {
    happened.push(...meeting({ db }, seed, occurrence, number as OpeningNumber));
    number += 1;
  }
  const { epoch, seq } = ledger.head();
  const entries = happened
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, entry }, place) => {
      const told = readingAt(reading, at);
      if (entry.type !== 'session-sealed') return { ...entry, reading: told };
      const heads = [{ kiosk: HUB_ORIGIN, epoch, seq: seq + place }];
      return { ...entry, body: { ...entry.body, heads }, reading: told };
    });
  ledger.appendMany(entries, () => rememberPast(db));
}

function meetingsThatAreOver({ db }: Pick<Parts, 'db'>, seed: number, now: EpochMs): readonly Occurrence[] {
  const sections = SECTIONS.map(({ key }) => demoId<SectionId>(seed, `section/${key}`));
  return occurrencesIn(db, { from: 0 as EpochMs, to: now, sections }).filter(
    (occurrence) => !occurrence.cancelled && sealingTime({ db }, occurrence) <= now,
  );
}

function sealingTime({ db }: Pick<Parts, 'db'>, { startsAt, endsAt }: Occurrence): EpochMs {
  return (endsAt + (rulesAt(db, startsAt).closeAfterMin + 1) * MINUTE_MS) as EpochMs;
}

function meeting(
  { db }: Pick<Parts, 'db'>,
  seed: number,
  occurrence: Occurrence,
  number: OpeningNumber,
): readonly Happened[] {
  const { sessionId, sectionId, startsAt, faculty } = occurrence;
  const by = faculty[0];
  if (by === undefined) throw new Error('a class of the demo has a teacher');
  const marks = enrolmentsOf(db, sectionId)
    .filter(({ from, to }) => from <= startsAt && (to === null || to > startsAt))
    .flatMap(({ personId }, place): Happened[] => {
      const status = statusOf(seed, personId, sessionId);
      if (status === 'A') return [];
      const reason = status === 'E' ? 'excused' : 'seen-in-class';
      const body = { sessionId, personId, status, reason, note: null, by, supersedes: null } as const;
      const at = (startsAt + 21 * MINUTE_MS + place * 2 * SECOND_MS) as EpochMs;
      return [{ at, entry: { type: 'mark-set', body } }];
    });
  const opening = { sessionId, number, by, method: 'console', adHoc: null } as const;
  const openedAt = (startsAt - MINUTE_MS + Math.floor(draw(seed, sessionId) * 4 * MINUTE_MS)) as EpochMs;
  return [
    { at: openedAt, entry: { type: 'opening-started', body: opening } },
    ...marks,
    {
      at: sealingTime({ db }, occurrence),
      entry: { type: 'session-sealed', body: { sessionId, heads: [], without: [] } },
    },
  ];
}

/** Nearly everybody comes nearly always, and some hardly ever. Who stays away gets no mark: sealing makes the absence. */
function statusOf(seed: number, personId: PersonId, sessionId: string): 'P' | 'L' | 'E' | 'A' {
  const keenness = keennessOf(seed, personId);
  const chance = draw(seed, `${personId}/${sessionId}`);
  if (chance < keenness * 0.9) return 'P';
  if (chance < keenness) return 'L';
  return draw(seed, `excuse/${personId}/${sessionId}`) < 0.15 ? 'E' : 'A';
}

function keennessOf(seed: number, personId: PersonId): number {
  const kind = draw(seed, `kind/${personId}`);
  const within = draw(seed, `keenness/${personId}`);
  if (kind < 0.06) return 0.35 + 0.2 * within;
  return kind < 0.16 ? 0.68 + 0.1 * within : 0.86 + 0.14 * within;
}

function readingAt(reading: ClockReading, at: EpochMs): ClockReading {
  return { ...reading, wall: at, mono: reading.mono + (at - reading.wall) };
}
