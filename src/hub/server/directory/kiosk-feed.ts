import type Database from 'better-sqlite3';
import { type Epoch, type EpochMs, HUB_ORIGIN, type KioskNumber, type SessionId } from '#domain/ids.ts';
import type { ForeignEvent } from '#domain/sync/frames.ts';
import type { HubDisk } from '../disk/hub-disk.ts';
import type { StoredEvent } from '../ledger/stored-event.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { MISSING, MISSING_OF_SESSIONS } from './missing-in-feed.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Sessions older than this no longer concern the wall. */
const BEHIND_MS = 3 * DAY_MS;
/** Tomorrow's may already have been cancelled or moved. */
const AHEAD_MS = DAY_MS;

type Options = {
  readonly db: HubDatabase;
  readonly disk: Pick<HubDisk, 'attempt'>;
  readonly now: () => EpochMs;
  /** The epoch the kiosk writes now: of that one it has everything itself. */
  readonly epochOf: (kiosk: KioskNumber) => Epoch | undefined;
};

type Page = { readonly events: readonly ForeignEvent[]; readonly position: number };

/** For each kiosk the events of other ledgers that concern its sessions, in an order that only ever grows at its end. */
export class KioskFeed {
  readonly #options: Options;
  /** Kiosks whose rows are complete, and under what circumstances. */
  readonly #complete = new Map<KioskNumber, string>();
  /** ... but for what has been stored about these sessions since. */
  readonly #changed = new Map<KioskNumber, Set<SessionId>>();
  /** Nobody else adds rows, and a kiosk's newest one is never deleted. */
  readonly #heads = new Map<KioskNumber, number>();
  readonly #missing: Database.Statement;
  readonly #missingOf: Database.Statement;
  readonly #add: Database.Statement;
  readonly #last: Database.Statement;
  readonly #page: Database.Statement;
  readonly #concerned: Database.Statement;
  readonly #awaited: Database.Statement;

  constructor(options: Options) {
    this.#options = options;
    const { sqlite } = options.db;
    this.#missing = sqlite.prepare(MISSING);
    this.#missingOf = sqlite.prepare(MISSING_OF_SESSIONS);
    this.#add = sqlite.prepare(
      'insert or ignore into kiosk_feed (kiosk, origin, epoch, seq) values (:kiosk, :origin, :epoch, :seq)',
    );
    this.#last = sqlite.prepare('select max(position) from kiosk_feed where kiosk = ?').pluck();
    this.#page = sqlite.prepare(PAGE);
    this.#concerned = sqlite.prepare(CONCERNED).pluck();
    this.#awaited = sqlite.prepare('select 1 from phone_check_ins where kiosk = ? and number = ? limit 1');
  }

  /** Position of the newest event for this kiosk; 0: none. */
  head(kiosk: KioskNumber): number {
    this.#complement(kiosk);
    const known = this.#heads.get(kiosk);
    if (known !== undefined) return known;
    const head = (this.#last.get(kiosk) as number | null) ?? 0;
    this.#heads.set(kiosk, head);
    return head;
  }

  /** Events after `position` within both limits, at least one if there is one, and the position after the last. */
  after(kiosk: KioskNumber, position: number, maxEvents: number, maxBytes: number): Page {
    this.#complement(kiosk);
    const events: ForeignEvent[] = [];
    let reached = position;
    let bytes = 0;
    for (const row of this.#page.iterate(kiosk, position, maxEvents) as Iterable<Row>) {
      bytes += Buffer.byteLength(row.text);
      if (bytes > maxBytes && events.length > 0) break;
      const { position: at, ...event } = row;
      events.push(event);
      reached = at;
    }
    return { events, position: reached };
  }

  /** Kiosks that have something new to read from others' events, so that they can be told to look. */
  noteStored(stored: readonly StoredEvent[]): ReadonlySet<KioskNumber> {
    const concerned = new Set<KioskNumber>();
    const kiosksOf = new Map<SessionId, readonly KioskNumber[]>();
    for (const one of stored) {
      const { sessionId } = one;
      if (sessionId === null) continue;
      const kiosks = kiosksOf.get(sessionId) ?? this.#kiosksWith(sessionId);
      kiosksOf.set(sessionId, kiosks);
      for (const kiosk of kiosks) {
        if (this.#isOwn(kiosk, one)) this.#noteOwn(one, sessionId, concerned);
        else this.#noteForeign(kiosk, sessionId, concerned);
      }
    }
    return concerned;
  }

  #noteForeign(kiosk: KioskNumber, sessionId: SessionId, concerned: Set<KioskNumber>): void {
    this.#noteChanged(kiosk, sessionId);
    concerned.add(kiosk);
  }

  /** What a kiosk has just sent is nothing new to it; but its opening may bring it what others know of that class. */
  #noteOwn(own: StoredEvent, sessionId: SessionId, concerned: Set<KioskNumber>): void {
    if (own.type !== 'opening-started') return;
    this.#noteChanged(own.kiosk, sessionId);
    // Else it will ask within seconds anyway, and one that catches up brings an opening in every frame.
    if (this.#isAwaited(own)) concerned.add(own.kiosk);
  }

  #noteChanged(kiosk: KioskNumber, sessionId: SessionId): void {
    // Whatever isn't complete is looked for from the beginning anyway.
    if (!this.#complete.has(kiosk)) return;
    const sessions = this.#changed.get(kiosk) ?? new Set();
    this.#changed.set(kiosk, sessions.add(sessionId));
  }

  #addAll(rows: readonly unknown[]): void {
    for (const row of rows) this.#add.run(row);
  }

  #isOwn(kiosk: KioskNumber, stored: StoredEvent): boolean {
    return stored.kiosk === kiosk && stored.epoch === this.#options.epochOf(kiosk);
  }

  /** Whether phones checked in before the hub heard of this opening: somebody stands before the wall and waits to see their name. */
  #isAwaited({ event }: StoredEvent): boolean {
    if (event?.type !== 'opening-started') return false;
    return this.#awaited.get(event.kiosk, event.body.number) !== undefined;
  }

  /** In the session's room, or the ones that opened it. */
  #kiosksWith(sessionId: SessionId): readonly KioskNumber[] {
    return [...new Set(this.#concerned.all({ sessionId }) as KioskNumber[])];
  }

  #complement(kiosk: KioskNumber): void {
    const { db, disk, now, epochOf } = this.#options;
    const epoch = epochOf(kiosk);
    // One that never said hello hasn't said either which of its events it has itself.
    if (epoch === undefined) return;
    const at = now();
    // Classes may have been moved, its computer replaced, or a class come near that something was recorded for long ago.
    const circumstances = `${db.versionOf('all')} ${epoch} ${hourOf(kiosk, at)}`;
    const isComplete = this.#complete.get(kiosk) === circumstances;
    const changed = this.#changed.get(kiosk);
    if (isComplete && changed === undefined) return;
    const given = { kiosk, epoch, from: at - BEHIND_MS, to: at + AHEAD_MS };
    const rows = isComplete
      ? this.#missingOf.all({ ...given, sessions: JSON.stringify([...(changed ?? [])]) })
      : this.#missing.all(given);
    // On a full disk the kiosk gets what was there before, and the rest at a later look. Nothing is written when nothing is
    // missing, as is nearly always so: SQLite would wait for the disk even then, to write the counter of positions.
    const filled = rows.length === 0 || disk.attempt(() => db.transaction(() => this.#addAll(rows)));
    if (rows.length > 0) this.#heads.delete(kiosk);
    if (!filled) return;
    this.#complete.set(kiosk, circumstances);
    this.#changed.delete(kiosk);
  }
}

/** Each kiosk's begins at another moment, so that they don't all look at once. */
function hourOf(kiosk: KioskNumber, at: EpochMs): number {
  return Math.floor((at + kiosk * 1_807) / HOUR_MS);
}

type Row = ForeignEvent & { readonly position: number };

const PAGE = `
select f.position, e.kiosk as origin, e.epoch, e.seq, e.hash, e.text
from kiosk_feed f join events e on e.kiosk = f.origin and e.epoch = f.epoch and e.seq = f.seq
where f.kiosk = ? and f.position > ?
order by f.position limit ?`;

const CONCERNED = `
select k.number from occurrences o join kiosks k on k.room_id = o.room_id where o.session_id = :sessionId
union all select kiosk from openings where session_id = :sessionId and kiosk <> ${HUB_ORIGIN}`;
