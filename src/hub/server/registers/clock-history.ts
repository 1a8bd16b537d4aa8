import type Database from 'better-sqlite3';
import type { KioskNumber } from '#domain/ids.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import type { ClockReading } from '#domain/time/clock-reading.ts';
import {
  addClockSample,
  type ClockSamples,
  type CorrectedTime,
  correctedTime,
} from '#domain/time/corrected-time.ts';
import type { StoredEvent } from '../ledger/stored-event.ts';
import type { HubDatabase } from '../store/hub-database.ts';

const NONE: ClockSamples = new Map();

/**
 * What each kiosk ever learnt of the hub's time. Only readings from before a boot's first contact need it, so a kiosk's
 * samples are read when the first such reading turns up.
 */
export class ClockHistory {
  readonly #read: Database.Statement;
  readonly #samples = new Map<KioskNumber, ClockSamples>();

  constructor(db: HubDatabase) {
    this.#read = db.sqlite
      .prepare("select text from events where kiosk = ? and session_id is null and type = 'clock-sampled'")
      .pluck();
  }

  corrected(kiosk: KioskNumber, reading: ClockReading): CorrectedTime {
    return correctedTime(reading, reading.hubMinusMono === null ? this.#samplesOf(kiosk) : NONE);
  }

  /** Kiosks of whose earlier readings more is known now than before. */
  noteStored(stored: readonly StoredEvent[]): ReadonlySet<KioskNumber> {
    const kiosks = stored.filter(({ type }) => type === 'clock-sampled').map(({ kiosk }) => kiosk);
    // A kiosk whose samples nobody asked for has no reading that depends on them.
    const concerned = new Set(kiosks.filter((kiosk) => this.#samples.has(kiosk)));
    for (const kiosk of concerned) this.#samples.delete(kiosk);
    return concerned;
  }

  #samplesOf(kiosk: KioskNumber): ClockSamples {
    const known = this.#samples.get(kiosk);
    if (known !== undefined) return known;
    let samples = NONE;
    for (const text of this.#read.iterate(kiosk) as Iterable<string>) samples = withSample(samples, text);
    this.#samples.set(kiosk, samples);
    return samples;
  }
}

function withSample(samples: ClockSamples, text: string): ClockSamples {
  const decoded = decodeEvent(text);
  if (!decoded.ok || decoded.value.event?.type !== 'clock-sampled') return samples;
  const { clock, body } = decoded.value.event;
  return addClockSample(samples, clock.boot, { mono: clock.mono, ...body });
}
