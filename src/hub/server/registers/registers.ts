import type { EpochMs, KioskNumber, RoomId, SessionId } from '#domain/ids.ts';
import { deriveRegister } from '#domain/register/derive-register.ts';
import type { Fact } from '#domain/register/fact.ts';
import type { Register } from '#domain/register/register.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { StoredEvent } from '../ledger/stored-event.ts';
import { rulesAt } from '../store/campus-store.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { kioskByNumber } from '../store/kiosk-store.ts';
import { occurrenceOf, occurrencesIn, sessionOfOpening } from '../store/occurrence-store.ts';
import { enrolmentsOf } from '../store/people-store.ts';
import { ClockHistory } from './clock-history.ts';
import { resolveCard } from './resolve-card.ts';
import { SessionFacts } from './session-facts.ts';

/** Enough for every class of a large campus at one moment, and for the sections somebody is looking at. */
const MOST_SESSIONS = 2_000;

/** A touch that names no session may belong to one that began this long before it. */
const LONGEST_SESSION_MS = 12 * 3_600_000;

/** Derived registers hold for this long, since doors open and sessions close without any event. */
const SECOND_MS = 1_000;

type Entry = {
  readonly facts: readonly Fact[];
  readonly made:
    | { readonly register: Register; readonly version: number; readonly second: number }
    | undefined;
};

/** The register of every session, folded from its events when somebody asks and kept while nothing changes. */
export class Registers {
  readonly #db: HubDatabase;
  readonly #now: () => EpochMs;
  readonly #clocks: ClockHistory;
  readonly #facts: SessionFacts;
  /** The least recently asked for first. */
  readonly #entries = new Map<SessionId, Entry>();
  readonly #revisions = new Map<SessionId, number>();

  constructor(db: HubDatabase, now: () => EpochMs) {
    this.#db = db;
    this.#now = now;
    this.#clocks = new ClockHistory(db);
    this.#facts = new SessionFacts(db, this.#clocks);
  }

  /** As it stands now; `undefined` when there is no such session. */
  register(sessionId: SessionId): Register | undefined {
    const occurrence = occurrenceOf(this.#db, sessionId);
    return occurrence === undefined ? undefined : this.registerOf(occurrence);
  }

  registerOf(occurrence: Occurrence): Register {
    const now = this.#now();
    const version = this.#db.dataVersion();
    const second = Math.floor(now / SECOND_MS);
    const entry = this.#entryOf(occurrence);
    const { made } = entry;
    if (made !== undefined && made.version === version && (made.second === second || isFinal(made.register)))
      return made.register;
    const register = this.#derive(occurrence, entry.facts, now);
    this.#keep(occurrence.sessionId, { ...entry, made: { register, version, second } });
    return register;
  }

  /** What the register is folded from; empty for a session that isn't there. */
  factsOf(sessionId: SessionId): readonly Fact[] {
    const occurrence = occurrenceOf(this.#db, sessionId);
    return occurrence === undefined ? [] : this.#entryOf(occurrence).facts;
  }

  /** Grows with every event of the session, also over a restart of the hub: a clock that never goes back. */
  revision(sessionId: SessionId): number {
    return this.#revisions.get(sessionId) ?? this.#bump(sessionId);
  }

  /** Sessions whose registers the new events change. */
  noteStored(stored: readonly StoredEvent[]): ReadonlySet<SessionId> {
    const changed = new Set<SessionId>();
    for (const one of stored) {
      for (const sessionId of this.#sessionsOf(one)) {
        changed.add(sessionId);
        this.#addFact(sessionId, one);
      }
    }
    for (const sessionId of this.#forgetRetimed(this.#clocks.noteStored(stored))) changed.add(sessionId);
    for (const sessionId of changed) this.#bump(sessionId);
    return changed;
  }

  #bump(sessionId: SessionId): number {
    const revision = Math.max((this.#revisions.get(sessionId) ?? 0) + 1, this.#now());
    this.#revisions.set(sessionId, revision);
    return revision;
  }

  #entryOf(occurrence: Occurrence): Entry {
    const known = this.#entries.get(occurrence.sessionId);
    const entry = known ?? { facts: this.#facts.of(occurrence), made: undefined };
    this.#keep(occurrence.sessionId, entry);
    return entry;
  }

  #keep(sessionId: SessionId, entry: Entry): void {
    this.#entries.delete(sessionId);
    this.#entries.set(sessionId, entry);
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > MOST_SESSIONS && !oldest.done) this.#entries.delete(oldest.value);
  }

  #derive(occurrence: Occurrence, facts: readonly Fact[], now: EpochMs): Register {
    return deriveRegister({
      occurrence,
      facts,
      now,
      rules: rulesAt(this.#db, occurrence.startsAt),
      enrolments: enrolmentsOf(this.#db, occurrence.sectionId),
      resolve: (tag, at) => resolveCard(this.#db, tag, at),
    });
  }

  #addFact(sessionId: SessionId, stored: StoredEvent): void {
    const entry = this.#entries.get(sessionId);
    if (entry === undefined || stored.event === null) return;
    // An opening may bring along check-ins that waited for it, so what is known of the session is read afresh.
    if (stored.type === 'opening-started') this.#entries.delete(sessionId);
    else
      this.#keep(sessionId, {
        facts: [...entry.facts, this.#facts.factOf(stored.event)],
        made: undefined,
      });
  }

  #sessionsOf(stored: StoredEvent): readonly SessionId[] {
    if (stored.sessionId !== null) return [stored.sessionId];
    if (stored.type === 'presentation') return this.#sessionsAround(stored.kiosk, stored.at);
    if (stored.type !== 'phone-check-in' || stored.event?.type !== 'phone-check-in') return [];
    const { kiosk, number } = stored.event.body.opening;
    const sessionId = sessionOfOpening(this.#db, kiosk, number);
    return sessionId === undefined ? [] : [sessionId];
  }

  #sessionsAround(kiosk: KioskNumber, at: EpochMs): readonly SessionId[] {
    const roomId: RoomId | null = kioskByNumber(this.#db, kiosk)?.roomId ?? null;
    if (roomId === null) return [];
    const from = (at - LONGEST_SESSION_MS) as EpochMs;
    const to = (at + LONGEST_SESSION_MS) as EpochMs;
    return occurrencesIn(this.#db, { from, to, rooms: [roomId] }).map(({ sessionId }) => sessionId);
  }

  /** Somebody's clock turned out to have been wrong: whatever rests on it is read again. */
  #forgetRetimed(kiosks: ReadonlySet<KioskNumber>): readonly SessionId[] {
    if (kiosks.size === 0) return [];
    const retimed = [...this.#entries].filter(([, { facts }]) =>
      facts.some(({ key }) => kiosks.has(key.kiosk)),
    );
    const sessions = retimed.map(([sessionId]) => sessionId);
    for (const sessionId of sessions) this.#entries.delete(sessionId);
    return sessions;
  }
}

/** Nothing but an event or changed data can change it any more. */
function isFinal({ standing }: Register): boolean {
  return standing.state === 'SEALED' || standing.state === 'LOCKED';
}
