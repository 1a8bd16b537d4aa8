import type Database from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { HUB_ORIGIN, type KioskNumber, type RoomId, type SessionId } from '#domain/ids.ts';
import type { LedgerEvent } from '#domain/ledger/event.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import type { Fact } from '#domain/register/fact.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { kiosks } from '../store/access-schema.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { openings } from '../store/session-schema.ts';
import type { ClockHistory } from './clock-history.ts';

const HOUR_MS = 3_600_000;
// Doors, extensions and clocks that ran wrong all stay within this; the register judges each piece exactly.
const BEFORE_MS = 4 * HOUR_MS;
const AFTER_MS = 8 * HOUR_MS;

/** Reads everything that may be about a session out of the table of events. */
export class SessionFacts {
  readonly #db: HubDatabase;
  readonly #clocks: ClockHistory;
  readonly #named: Database.Statement;
  readonly #unplaced: Database.Statement;
  readonly #waiting: Database.Statement;

  constructor(db: HubDatabase, clocks: ClockHistory) {
    this.#db = db;
    this.#clocks = clocks;
    this.#named = db.sqlite.prepare('select text from events where session_id = ?').pluck();
    this.#unplaced = db.sqlite
      .prepare(
        `select text from events
         where kiosk = ? and session_id is null and at between ? and ? and type = 'presentation'`,
      )
      .pluck();
    this.#waiting = db.sqlite.prepare(WAITING).pluck();
  }

  of(occurrence: Occurrence): readonly Fact[] {
    const named = this.#named.all(occurrence.sessionId) as string[];
    const waiting = this.#waiting.all(occurrence.sessionId) as string[];
    const from = occurrence.startsAt - BEFORE_MS;
    const to = occurrence.endsAt + AFTER_MS;
    const unplaced = [...this.#kiosksNear(occurrence)].flatMap(
      (kiosk) => this.#unplaced.all(kiosk, from, to) as string[],
    );
    return [...named, ...waiting, ...unplaced].flatMap((text) => {
      const decoded = decodeEvent(text);
      return decoded.ok && decoded.value.event !== null ? [this.factOf(decoded.value.event)] : [];
    });
  }

  factOf(event: LedgerEvent): Fact {
    const { kiosk, epoch, seq } = event;
    const { at, uncertaintyMs } = this.#clocks.corrected(kiosk, event.clock);
    return {
      key: { kiosk, epoch, seq },
      id: event.id,
      event,
      at,
      uncertaintyMs,
      roomId: this.#roomOf(kiosk),
    };
  }

  /** In its room, also those revoked since, and those that opened it elsewhere. */
  #kiosksNear({ roomId, sessionId }: Occurrence): ReadonlySet<KioskNumber> {
    return new Set([...this.#kiosksIn(roomId), ...this.#openersOf(sessionId)]);
  }

  #kiosksIn(roomId: RoomId): readonly KioskNumber[] {
    const { orm } = this.#db;
    const rows = orm.select({ number: kiosks.number }).from(kiosks).where(eq(kiosks.roomId, roomId)).all();
    return rows.map(({ number }) => number);
  }

  #openersOf(sessionId: SessionId): readonly KioskNumber[] {
    const { orm } = this.#db;
    const rows = orm
      .selectDistinct({ kiosk: openings.kiosk })
      .from(openings)
      .where(eq(openings.sessionId, sessionId))
      .all();
    return rows.map(({ kiosk }) => kiosk);
  }

  #roomOf(kiosk: KioskNumber): RoomId | null {
    if (kiosk === 0) return null;
    const { orm } = this.#db;
    return (
      orm.select({ roomId: kiosks.roomId }).from(kiosks).where(eq(kiosks.number, kiosk)).get()?.roomId ?? null
    );
  }
}

// Phones that checked in before the hub heard of the opening: their events name only that.
const WAITING = `
select e.text from openings o
join phone_check_ins p on p.kiosk = o.kiosk and p.number = o.number
join events e on e.kiosk = ${HUB_ORIGIN} and e.epoch = p.epoch and e.seq = p.seq
where o.session_id = ? and e.session_id is null`;
