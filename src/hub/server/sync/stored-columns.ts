import type { Epoch, EpochMs, KioskNumber, SessionId } from '#domain/ids.ts';
import { type Envelope, EVENT_BODIES, type EventType, type LedgerEvent } from '#domain/ledger/event.ts';
import { type DecodedEvent, decodeEvent } from '#domain/ledger/event-text.ts';
import type { IngestOutcome } from '#domain/sync/ports.ts';
import type { StoredEvent } from '../ledger/stored-event.ts';
import type { ReceivedPush } from './event-store.ts';

/**
 * What was stored of a group of pushes, in the form that crosses from one thread to another at the least cost: of a thousand
 * events six arrays, and no text, which the asking thread still has. One element for each event.
 */
export type StoredColumns = {
  /** Which of the pushes. */
  readonly push: Uint32Array;
  /** Which event of it. */
  readonly index: Uint32Array;
  /** By place in EVENT_TYPES; -1: none that is known. */
  readonly type: Int16Array;
  /** By place in `sessions`; -1: names none. */
  readonly session: Int32Array;
  readonly at: Float64Array;
  readonly sessions: readonly SessionId[];
};

const EVENT_TYPES = Object.keys(EVENT_BODIES) as readonly EventType[];

const PLACE_OF_TYPE = new Map(EVENT_TYPES.map((type, place) => [type, place]));

const NONE = -1;

/** `stored` in the order in which the pushes were taken, whose outcomes say what each of them added. */
export function columnsOf(
  stored: readonly StoredEvent[],
  pushes: readonly ReceivedPush[],
  outcomes: readonly IngestOutcome[],
): StoredColumns {
  const sessions = new Map<SessionId, number>();
  const columns = {
    push: new Uint32Array(stored.length),
    index: new Uint32Array(stored.length),
    type: new Int16Array(stored.length),
    session: new Int32Array(stored.length),
    at: new Float64Array(stored.length),
  };
  let place = 0;
  for (const [row, { type, sessionId, at, ...one }] of stored.entries()) {
    const { seq } = one.envelope;
    while (place < pushes.length && !added(pushes[place], outcomes[place], one, seq)) place += 1;
    columns.push[row] = place;
    columns.index[row] = seq - (pushes[place]?.push.from ?? 0);
    columns.type[row] = type === null ? NONE : (PLACE_OF_TYPE.get(type) ?? NONE);
    columns.session[row] = sessionId === null ? NONE : placeIn(sessions, sessionId);
    columns.at[row] = at;
  }
  return { ...columns, sessions: [...sessions.keys()] };
}

/** Whether this push brought that event. Of one kiosk there may be two, whose old connection was not yet known to be over. */
function added(
  received: ReceivedPush | undefined,
  outcome: IngestOutcome | undefined,
  { kiosk, epoch }: Pick<StoredEvent, 'kiosk' | 'epoch'>,
  seq: number,
): boolean {
  if (received?.kiosk !== kiosk || received.push.epoch !== epoch || outcome?.kind !== 'stored') return false;
  return seq <= outcome.head.seq && seq > outcome.head.seq - outcome.added;
}

/** The stored events, each read from its text only if somebody asks for more than the columns say. */
export function storedIn(columns: StoredColumns, pushes: readonly ReceivedPush[]): readonly StoredEvent[] {
  return Array.from(columns.at, (_, row) => new EventInPush(columns, row, pushes));
}

class EventInPush implements StoredEvent {
  readonly kiosk: KioskNumber;
  readonly epoch: Epoch;
  readonly type: EventType | null;
  readonly sessionId: SessionId | null;
  readonly at: EpochMs;
  readonly #text: string;
  #decoded: DecodedEvent | undefined;

  constructor(columns: StoredColumns, row: number, pushes: readonly ReceivedPush[]) {
    const received = pushes[columns.push[row] ?? 0];
    const text = received?.push.events[columns.index[row] ?? 0];
    if (received === undefined || text === undefined) throw new Error('stored, but never pushed');
    this.kiosk = received.kiosk;
    this.epoch = received.push.epoch;
    this.type = EVENT_TYPES[columns.type[row] ?? NONE] ?? null;
    this.sessionId = columns.sessions[columns.session[row] ?? NONE] ?? null;
    this.at = columns.at[row] as EpochMs;
    this.#text = text;
  }

  get envelope(): Envelope {
    return this.#read().envelope;
  }

  get event(): LedgerEvent | null {
    return this.#read().event;
  }

  #read(): DecodedEvent {
    if (this.#decoded !== undefined) return this.#decoded;
    const decoded = decodeEvent(this.#text);
    if (!decoded.ok) throw new Error('stored as read, but unreadable');
    this.#decoded = decoded.value;
    return decoded.value;
  }
}

function placeIn(sessions: Map<SessionId, number>, sessionId: SessionId): number {
  const place = sessions.get(sessionId) ?? sessions.size;
  sessions.set(sessionId, place);
  return place;
}
