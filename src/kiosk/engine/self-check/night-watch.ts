import type { EpochMs } from '#domain/ids.ts';
import { freeBytesInBackground } from '#platform/free-bytes.ts';
import type { Log } from '#platform/log.ts';
import type { PruneRule } from '../ledger/prune-a-little.ts';
import type { WholeCheck } from './check-whole-ledger.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const LOOK_EVERY_MS = 10 * 60_000;
/** When nobody is taught anywhere. */
const NIGHT = { from: 1, to: 5 } as const;
/** Once a night; and for a kiosk that is never idle at night, at the next quiet moment of the day. */
const NOT_BEFORE_MS = 12 * HOUR_MS;
const OVERDUE_MS = 36 * HOUR_MS;

/** With less room than this on its disk, a kiosk keeps only what its screens need. */
const TIGHT_BYTES = 256 * 2 ** 20;
const KEPT_DAYS_WHEN_TIGHT = 2;

export type NightWatchParts = {
  readonly folder: string;
  readonly now: () => EpochMs;
  /** IANA zone of the campus. */
  readonly timeZone: () => string;
  /** No class is on and none is about to be. */
  readonly isIdle: () => boolean;
  readonly alarm: (ms: number, run: () => void) => () => void;
  readonly check: () => Promise<WholeCheck>;
  readonly onChecked: (check: WholeCheck) => void;
  readonly keepDays: number;
  readonly keepNewest: number;
  /** Deletes a little; true: there may be more. */
  readonly prune: (rule: PruneRule) => boolean;
  readonly log: Log;
};

/** What a kiosk does for its ledger while nobody needs it: reads through all of it, and deletes what is old and archived. */
export class NightWatch {
  readonly #parts: NightWatchParts;
  #checkedAt: EpochMs;
  #cancel: () => void;
  #isBusy = false;
  #stopped = false;

  /** At its start the whole ledger was verified just now. */
  constructor(parts: NightWatchParts) {
    this.#parts = parts;
    this.#checkedAt = parts.now();
    this.#cancel = parts.alarm(LOOK_EVERY_MS, () => this.#look());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #look(): void {
    this.#cancel = this.#parts.alarm(LOOK_EVERY_MS, () => this.#look());
    if (this.#isBusy) return;
    this.#isBusy = true;
    void this.#work().finally(() => {
      this.#isBusy = false;
    });
  }

  async #work(): Promise<void> {
    const { now, isIdle, keepDays } = this.#parts;
    if (!isIdle()) return;
    const isDue = this.#isDue(now());
    if (isDue) await this.#check();
    const isTight = await this.#isTight();
    if (isDue || isTight) await this.#prune(isTight ? Math.min(keepDays, KEPT_DAYS_WHEN_TIGHT) : keepDays);
  }

  #isDue(now: EpochMs): boolean {
    // A clock that was set back must not put the check off for years.
    const since = Math.abs(now - this.#checkedAt);
    const hour = hourIn(this.#parts.timeZone(), now);
    const isNight = hour >= NIGHT.from && hour < NIGHT.to;
    return since >= OVERDUE_MS || (isNight && since >= NOT_BEFORE_MS);
  }

  async #check(): Promise<void> {
    const { check, onChecked, now, log } = this.#parts;
    try {
      const checked = await check();
      this.#checkedAt = now();
      if (!this.#stopped) onChecked(checked);
    } catch (error) {
      // It could not be looked at just now, or no thread could be had: tried again at the next look. At open all of it is verified anyway.
      log.warn('ledger could not be checked', { error });
    }
  }

  async #prune(days: number): Promise<void> {
    const { now, prune, keepNewest, isIdle } = this.#parts;
    const rule = { keepNewest, olderThan: (now() - days * DAY_MS) as EpochMs };
    while (!this.#stopped && isIdle() && prune(rule)) {
      // Between two steps whoever waits gets a turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #isTight(): Promise<boolean> {
    try {
      return (await freeBytesInBackground(this.#parts.folder)) < TIGHT_BYTES;
    } catch {
      // A disk that doesn't even tell its size is seen by the next write.
      return false;
    }
  }
}

function hourIn(timeZone: string, now: EpochMs): number {
  return Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(now),
  );
}
