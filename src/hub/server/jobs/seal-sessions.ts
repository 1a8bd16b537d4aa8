import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/canonical-json.ts';
import { type EpochMs, type Hash, HUB_ORIGIN, type KioskNumber } from '#domain/ids.ts';
import type { EventBody } from '#domain/ledger/event.ts';
import type { Register } from '#domain/register/register.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { HubParts } from '../hub-parts.ts';
import type { KioskContacts } from '../kiosks/kiosk-contacts.ts';
import { rulesAt } from '../store/campus-store.ts';
import { kioskByNumber, kiosksInRoom } from '../store/kiosk-store.ts';
import { occurrenceOf, unlockedSessions } from '../store/occurrence-store.ts';
import { enrolmentsOf } from '../store/people-store.ts';

const HOUR_MS = 3_600_000;

/** A kiosk that hasn't delivered by then isn't waited for any longer; what it still brings is shown as late evidence. */
const PATIENCE_MS = 24 * HOUR_MS;

/** As many as the event holds; those that name the session come first. */
const MOST_HEADS = 64;

/** So that a timetable imported in mid-term, with hundreds of meetings that never were, doesn't stop everything else. */
const MOST_AT_ONCE = 100;

type Parts = Pick<HubParts, 'db' | 'clock' | 'ledger' | 'registers' | 'log'> & {
  readonly contacts: KioskContacts;
};
type Heads = EventBody<'session-sealed'>['heads'];

/** Seals sessions whose evidence is in, and locks those that have been sealed for long enough. */
export function sealAndLock(parts: Parts): void {
  for (const _ of sealingAndLocking(parts));
}

/** A pass over everything takes a large campus seconds, so it is made bit by bit: so long at a time ... */
const BIT_MS = 10;
/** ... but a few sessions always, so that a small campus is done in one. */
const BIT_SESSIONS = 12;
/** ... and a new one no sooner than this after the last one began. */
const PASS_EVERY_MS = 60_000;

/** To be called every second or so: goes on with a pass where the call before left it. */
export function sealAndLockInBits(parts: Parts): () => void {
  let pass: Iterator<unknown> | undefined;
  let begunAt = Number.NEGATIVE_INFINITY;
  return () => {
    const now = parts.clock.now();
    if (pass === undefined && now < begunAt + PASS_EVERY_MS) return;
    if (pass === undefined) begunAt = now;
    pass ??= sealingAndLocking(parts);
    const until = performance.now() + BIT_MS;
    for (let done = 0; done < BIT_SESSIONS || performance.now() < until; done += 1) {
      if (pass.next().done !== true) continue;
      pass = undefined;
      return;
    }
  };
}

/** Stops after each session, so that others get their turn. */
function* sealingAndLocking(parts: Parts): Generator<void> {
  const now = parts.clock.now();
  let settled = 0;
  for (const { sessionId, sealedAt } of unlockedSessions(parts.db, now)) {
    // As it is now: a pass takes a while, and it may have been called off or moved since.
    const occurrence = occurrenceOf(parts.db, sessionId);
    if (occurrence === undefined) continue;
    const done =
      sealedAt === null
        ? sealIfComplete(parts, occurrence, now)
        : lockIfDue(parts, occurrence, sealedAt, now);
    if (done) settled += 1;
    if (settled >= MOST_AT_ONCE) return;
    yield;
  }
}

function sealIfComplete(parts: Parts, occurrence: Occurrence, now: EpochMs): boolean {
  const { sessionId } = occurrence;
  const { standing } = parts.registers.registerOf(occurrence);
  if (standing.state !== 'CLOSED') return false;
  const kiosks = kiosksWithEvidence(parts, occurrence, standing.openings);
  const without = kiosks.filter((kiosk) => !hasDelivered(parts.contacts, kiosk, standing.closesAt));
  if (without.length > 0 && now < standing.closesAt + PATIENCE_MS) return false;
  const heads = headsOf(parts, occurrence);
  parts.ledger.append('session-sealed', { sessionId, heads, without: without.slice(0, 64) });
  parts.log.info('session sealed', { sessionId, without: without.length });
  return true;
}

/** Those of its room and those that opened it. A revoked one that opened it can't deliver any more, and is told as missing. */
function kiosksWithEvidence(
  { db }: Parts,
  { roomId }: Occurrence,
  openings: Register['standing']['openings'],
): readonly KioskNumber[] {
  const inRoom = kiosksInRoom(db, roomId).map(({ number }) => number);
  const openers = openings.map(({ kiosk }) => kiosk).filter((kiosk) => kiosk !== HUB_ORIGIN);
  return [...new Set([...inRoom, ...openers])].filter((kiosk) => kioskByNumber(db, kiosk) !== undefined);
}

function hasDelivered(contacts: KioskContacts, kiosk: KioskNumber, until: EpochMs): boolean {
  const watermark = contacts.of(kiosk)?.watermark ?? null;
  return watermark !== null && watermark >= until;
}

function lockIfDue(parts: Parts, occurrence: Occurrence, sealedAt: EpochMs, now: EpochMs): boolean {
  const { db, registers, ledger, log } = parts;
  const { sessionId, sectionId } = occurrence;
  const rules = rulesAt(db, occurrence.startsAt);
  if (now < sealedAt + rules.lockAfterHours * HOUR_MS) return false;
  const { marks, standing } = registers.registerOf(occurrence);
  if (standing.state !== 'SEALED') return false;
  const roster = enrolmentsOf(db, sectionId);
  ledger.append('session-locked', {
    sessionId,
    rulesVersion: rules.version,
    rosterDigest: digestOf(roster),
    marksDigest: digestOf(marks.map(({ personId, status }) => [personId, status])),
    heads: headsOf(parts, occurrence),
  });
  log.info('session locked', { sessionId });
  return true;
}

/**
 * How far every ledger was received that may hold evidence of the session: those with events that name it, those of kiosks
 * that were ever in its room (touches before a class name none), and the hub's own.
 */
function headsOf({ db }: Parts, { sessionId, roomId }: Occurrence): Heads {
  return db.sqlite.prepare(HEADS).all({ sessionId, roomId, most: MOST_HEADS }) as Heads;
}

const HEADS = `
with naming (kiosk, epoch) as (select distinct kiosk, epoch from events where session_id = :sessionId)
select h.kiosk, h.epoch, h.seq from ledger_heads h
left join naming n on n.kiosk = h.kiosk and n.epoch = h.epoch
where n.kiosk is not null or h.kiosk = ${HUB_ORIGIN} or h.kiosk in (select number from kiosks where room_id = :roomId)
order by n.kiosk is null, h.updated_at desc limit :most`;

function digestOf(value: unknown): Hash {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex') as Hash;
}
