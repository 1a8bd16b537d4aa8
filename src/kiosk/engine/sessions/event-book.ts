import type { EpochMs, EventId, KioskNumber, OpeningNumber, RoomId, SessionId } from '#domain/ids.ts';
import type { LedgerEvent } from '#domain/ledger/event.ts';
import type { Fact } from '#domain/register/fact.ts';
import { addClockSample, type ClockSamples, correctedTime } from '#domain/time/corrected-time.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';

/** At least the newest of them: a busy room writes 1,000 a day, a lecture hall 3,000, and the register looks back a day at most. */
export const KEPT_EVENTS = 6_000;

type EventOf<T extends LedgerEvent['type']> = Extract<LedgerEvent, { type: T }>;

export type EventBookOptions = {
  readonly kiosk: KioskNumber;
  /** This kiosk's room now; null before the first directory. */
  readonly roomId: () => RoomId | null;
};

/** The events of the last days, own and the hub's, in memory and by session: what registers are folded from. */
export class EventBook {
  readonly #options: EventBookOptions;
  #events: LedgerEvent[] = [];
  #samples: ClockSamples = new Map();
  readonly #bySession = new Map<SessionId, LedgerEvent[]>();
  #withoutSession: EventOf<'presentation'>[] = [];
  readonly #strayCheckIns = new Map<string, EventOf<'phone-check-in'>[]>();
  readonly #sessionOfOpening = new Map<string, SessionId>();
  readonly #adHoc = new Map<SessionId, Occurrence>();
  readonly #attempts = new Map<EventId, EventOf<'unlock-attempted'>>();
  #lastSample: EventOf<'clock-sampled'> | undefined;
  #lastHealed: EventOf<'ledger-healed'> | undefined;
  readonly #versions = new Map<SessionId, number>();
  #sharedVersion = 0;

  constructor(options: EventBookOptions) {
    this.#options = options;
  }

  take(event: LedgerEvent): void {
    if (this.#events.length >= 2 * KEPT_EVENTS) this.#startOver(this.#events.slice(-KEPT_EVENTS));
    this.#index(event);
  }

  /** Changes whenever the facts of the session may have. */
  version(sessionId: SessionId): string {
    return `${this.#versions.get(sessionId) ?? 0}.${this.#sharedVersion}`;
  }

  /** Every event that names the session, and phone check-ins for its openings that came before they were known. */
  factsOf(sessionId: SessionId): Fact[] {
    const named = this.#bySession.get(sessionId) ?? [];
    const strays = [...this.#strayCheckIns]
      .filter(([opening]) => this.#sessionOfOpening.get(opening) === sessionId)
      .flatMap(([, events]) => events);
    return [...named, ...strays].map((event) => this.#factOf(event));
  }

  /** Touches at this kiosk that belonged to no session then: the register of one that was on judges whether they are its own. */
  touchesWithoutSession(from: number, to: number): Fact[] {
    const within = this.#withoutSession.filter((event) => {
      const { at } = this.#timeOf(event);
      return at >= from && at <= to;
    });
    return within.map((event) => this.#factOf(event));
  }

  /** Sessions that only the ledger knows of. */
  adHocOccurrences(): readonly Occurrence[] {
    return [...this.#adHoc.values()];
  }

  /** All attempts at unlocking this kiosk that are remembered, oldest first. */
  unlockAttempts(): readonly { readonly at: EpochMs; readonly body: EventOf<'unlock-attempted'>['body'] }[] {
    const attempts = [...this.#attempts.values()];
    return attempts
      .map((event) => ({ at: this.#timeOf(event).at, body: event.body }))
      .toSorted((a, b) => a.at - b.at);
  }

  /** When the clock was last compared with the hub's; undefined: never that is remembered. */
  lastClockSampleAt(): EpochMs | undefined {
    return this.#lastSample === undefined ? undefined : this.#timeOf(this.#lastSample).at;
  }

  /** When and with what loss the ledger was healed last; undefined: never that is remembered. */
  lastHealed(): { readonly at: EpochMs; readonly lost: number; readonly mayBeMore: boolean } | undefined {
    if (this.#lastHealed === undefined) return undefined;
    const { lost, mayBeMore } = this.#lastHealed.body;
    return { at: this.#timeOf(this.#lastHealed).at, lost, mayBeMore };
  }

  #startOver(events: readonly LedgerEvent[]): void {
    this.#events = [];
    this.#withoutSession = [];
    this.#attempts.clear();
    for (const map of [this.#bySession, this.#strayCheckIns, this.#sessionOfOpening, this.#adHoc])
      map.clear();
    this.#sharedVersion += 1;
    for (const event of events) this.#index(event);
  }

  #index(event: LedgerEvent): void {
    this.#events.push(event);
    const sessionId = 'sessionId' in event.body ? event.body.sessionId : null;
    if (sessionId !== null) this.#indexUnder(sessionId, event);
    if (event.type === 'clock-sampled') this.#noteSample(event);
    if (event.type === 'ledger-healed' && event.kiosk === this.#options.kiosk) this.#lastHealed = event;
    if (event.type === 'unlock-attempted' && event.kiosk === this.#options.kiosk) {
      // By id: one that was carried over into a new epoch must not count twice.
      this.#attempts.set(event.id, event);
    }
    if (event.type === 'opening-started') this.#noteOpening(event);
    if (sessionId !== null) return;
    if (event.type === 'presentation') this.#noteTouchWithoutSession(event);
    if (event.type === 'phone-check-in') this.#noteStrayCheckIn(event);
  }

  #indexUnder(sessionId: SessionId, event: LedgerEvent): void {
    const known = this.#bySession.get(sessionId);
    if (known === undefined) this.#bySession.set(sessionId, [event]);
    else known.push(event);
    this.#versions.set(sessionId, (this.#versions.get(sessionId) ?? 0) + 1);
  }

  // A sample also puts right what this boot recorded before the first one.
  #noteSample(event: EventOf<'clock-sampled'>): void {
    const { boot, mono } = event.clock;
    this.#samples = addClockSample(this.#samples, boot, { mono, ...event.body });
    this.#lastSample = event;
    this.#sharedVersion += 1;
  }

  #noteOpening(event: EventOf<'opening-started'>): void {
    const { sessionId, number, adHoc } = event.body;
    this.#sessionOfOpening.set(openingKey(event.kiosk, number), sessionId);
    if (adHoc !== null) this.#adHoc.set(sessionId, adHoc);
    this.#sharedVersion += 1;
  }

  #noteTouchWithoutSession(event: EventOf<'presentation'>): void {
    this.#withoutSession.push(event);
    this.#sharedVersion += 1;
  }

  #noteStrayCheckIn(event: EventOf<'phone-check-in'>): void {
    const key = openingKey(event.body.opening.kiosk, event.body.opening.number);
    this.#strayCheckIns.set(key, [...(this.#strayCheckIns.get(key) ?? []), event]);
    this.#sharedVersion += 1;
  }

  #timeOf(event: LedgerEvent): { readonly at: EpochMs; readonly uncertaintyMs: number | null } {
    return correctedTime(event.clock, this.#samples);
  }

  #factOf(event: LedgerEvent): Fact {
    const { kiosk, epoch, seq, id } = event;
    const own = kiosk === this.#options.kiosk;
    const roomId = own ? this.#options.roomId() : null;
    return { key: { kiosk, epoch, seq }, id, event, ...this.#timeOf(event), roomId };
  }
}

function openingKey(kiosk: KioskNumber, number: OpeningNumber): string {
  return `${kiosk}/${number}`;
}
