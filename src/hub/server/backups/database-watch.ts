import { type DatabaseCheck, DatabaseCheckSchema, type Keeping } from '#contracts/hub-api/keeping.ts';
import type { EpochMs } from '#domain/ids.ts';
import { runInWorker } from '#platform/run-in-worker.ts';
import type { HubParts } from '../hub-parts.ts';
import { databasePath } from '../store/hub-database.ts';
import type { CheckAnswer, CheckOrder } from './check-worker.ts';
import type { VerifyProgress } from './verify-database.ts';

const WORKER = new URL('./check-worker.ts', import.meta.url);
const HOUR_MS = 3_600_000;

/** Read through every night; by day only where nights were missed, such as on a machine that is switched off then. */
const NIGHTLY_AFTER_MS = 12 * HOUR_MS;
const AT_LATEST_AFTER_MS = 44 * HOUR_MS;
/** Hours of the campus at which nobody has a class. */
const NIGHT = [1, 2, 3, 4];

const LAST_KEY = 'last_check';
const SINCE_KEY = 'watched_since';

type Parts = Pick<HubParts, 'disk' | 'settings' | 'db' | 'clock' | 'log'> & {
  /** Hour of the day on campus. */
  readonly hourNow: () => number;
};

/** Reads the whole database once a night for rot: what nobody asks for would otherwise decay unseen, and into every backup. */
export class DatabaseWatch {
  readonly #parts: Parts;
  readonly #stopping = new AbortController();
  #running: Keeping['check']['running'] = null;
  #last: DatabaseCheck | null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#last = lastIn(parts.db.state(LAST_KEY));
  }

  state(): Keeping['check'] {
    return { running: this.#running, last: this.#last };
  }

  isDamaged(): boolean {
    return this.#last !== null && this.#last.damage.length > 0;
  }

  /** `suspectedAt`: when something else found damage, which may be in the database itself. */
  async runIfDue(suspectedAt: EpochMs | undefined): Promise<void> {
    const { clock, hourNow } = this.#parts;
    const lastAt = this.#last?.at ?? this.#watchedSince();
    const since = clock.now() - lastAt;
    const isSuspect = suspectedAt !== undefined && suspectedAt >= lastAt;
    const isDue =
      isSuspect || since > AT_LATEST_AFTER_MS || (since > NIGHTLY_AFTER_MS && NIGHT.includes(hourNow()));
    if (isDue && this.#running === null) await this.run();
  }

  async run(): Promise<void> {
    const { settings, disk, clock, log } = this.#parts;
    const at = clock.now();
    this.#running = { stage: 'file', done: 0, total: 1, startedAt: at };
    try {
      const checked = await runInWorker<CheckOrder, VerifyProgress, CheckAnswer>(
        WORKER,
        { path: databasePath(settings.data) },
        {
          signal: this.#stopping.signal,
          onProgress: (progress) => {
            this.#running = { ...progress, startedAt: at };
          },
        },
      );
      const { events, damage } = checked.ok ? checked.value : { events: 0, damage: [checked.error] };
      this.#note({ at, events, damage: [...damage] });
    } catch (error) {
      if (this.#stopping.signal.aborted || disk.note(error) !== undefined) return;
      log.error('database could not be checked', { error });
    } finally {
      this.#running = null;
    }
  }

  stop(): void {
    this.#stopping.abort();
  }

  /** A new database needs no check yet; from when it counts outlasts restarts. */
  #watchedSince(): EpochMs {
    const { db, clock } = this.#parts;
    const known = db.state(SINCE_KEY);
    if (known !== undefined) return Number(known) as EpochMs;
    db.setState(SINCE_KEY, String(clock.now()));
    return clock.now();
  }

  #note(check: DatabaseCheck): void {
    const { db, log } = this.#parts;
    this.#last = check;
    if (check.damage.length > 0) log.error('database is damaged', { damage: check.damage });
    else log.info('database checked', { events: check.events });
    // A database that is broken may refuse this too; it is told all the same, until the next start.
    db.setState(LAST_KEY, JSON.stringify(check));
  }
}

function lastIn(text: string | undefined): DatabaseCheck | null {
  const read = text === undefined ? undefined : DatabaseCheckSchema.safeParse(JSON.parse(text));
  return read?.success === true ? read.data : null;
}
