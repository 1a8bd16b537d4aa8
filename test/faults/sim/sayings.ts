import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import type { ClockReading } from '#domain/time/clock-reading.ts';
import { Random } from './random.ts';
import { type Said, sayAtHub, sayAtKiosk } from './said.ts';
import { BEGINNING } from './sim-kiosk.ts';

/** What events say, kept beside the machines: those carry it without looking. */
export class Sayings {
  readonly all = new Map<string, Said>();
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  /** What happens at a kiosk next. */
  atKiosk(kiosk: KioskNumber, clock: ClockReading): Said['event'] {
    return sayAtKiosk(this.#random, kiosk, clock);
  }

  note(id: string, said: Said): void {
    this.all.set(id, said);
  }

  noteAtHub(id: string, about: KioskNumber, wall: EpochMs): void {
    const clock = {
      wall,
      mono: wall - BEGINNING,
      boot: '0'.repeat(16),
      hubMinusMono: BEGINNING,
      uncertaintyMs: 0,
    };
    this.note(id, { event: sayAtHub(this.#random, about, clock), about, trueAt: wall });
  }
}
