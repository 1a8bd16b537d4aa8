import {
  type Backup,
  type BackupProblem,
  BackupSchema,
  type BackupStanding,
  type Keeping,
} from '#contracts/hub-api/keeping.ts';
import type { EpochMs } from '#domain/ids.ts';
import { err, type Result } from '#domain/result.ts';
import { runInWorker } from '#platform/run-in-worker.ts';
import type { HubParts } from '../hub-parts.ts';
import type { EventStore } from '../sync/event-store.ts';
import type { BackupFailure, BackupOrder, BackupProgress, MadeBackup } from './make-backup.ts';

const WORKER = new URL('./backup-worker.ts', import.meta.url);
const MINUTE_MS = 60_000;

/** After a failure the next try doesn't wait for the next hour: a disk is often only away for a while. */
const RETRY_MS = 5 * MINUTE_MS;

/** So many ledgers are marked between two breaths of the hub. */
const MARKED_AT_ONCE = 250;

const LAST_KEY = 'last_backup';
const FOLDER_KEY = 'backup_folder';

type Parts = Pick<HubParts, 'settings' | 'db' | 'clock' | 'log' | 'institutionId'>;
type Made = Result<MadeBackup, BackupFailure>;

/**
 * Makes backups when they are due, and knows how they went. What is in a verified backup kiosks may delete, so it belongs on a second
 * disk: without a folder for it nothing counts as archived, and kiosks keep everything.
 */
export class BackupKeeper {
  readonly #parts: Parts;
  readonly #events: Pick<EventStore, 'markArchived'>;
  readonly #stopping = new AbortController();
  #running: Keeping['backups']['running'] = null;
  #last: Backup | null;
  #problem: BackupProblem | null = null;

  constructor(parts: Parts, events: Pick<EventStore, 'markArchived'>) {
    this.#parts = parts;
    this.#events = events;
    this.#last = lastIn(parts.db.state(LAST_KEY));
  }

  state(): Keeping['backups'] {
    const { backups: folder = null, backupEvery: everyMinutes } = this.#parts.settings;
    const [running, last, problem] = [this.#running, this.#last, this.#problem];
    return { standing: this.standing(), folder, everyMinutes, running, last, problem };
  }

  standing(): BackupStanding {
    const { settings, clock } = this.#parts;
    if (settings.backups === undefined) return 'off';
    if (this.#problem !== null) return 'failing';
    const latest = (this.#last?.at ?? 0) + 2 * settings.backupEvery * MINUTE_MS;
    // At the very first start there can't be one yet.
    return this.#last !== null && clock.now() > latest ? 'late' : 'ok';
  }

  /** When a copy last turned out damaged; undefined: it wasn't the last one. */
  damagedAt(): EpochMs | undefined {
    return this.#problem?.kind === 'damaged' ? this.#problem.at : undefined;
  }

  /** Does nothing until the next one is due. */
  async runIfDue(): Promise<void> {
    const { settings, clock } = this.#parts;
    if (settings.backups === undefined || this.#running !== null) return;
    const dueAt =
      this.#problem === null
        ? (this.#last?.at ?? 0) + settings.backupEvery * MINUTE_MS
        : this.#problem.at + Math.min(RETRY_MS, settings.backupEvery * MINUTE_MS);
    if (clock.now() >= dueAt) await this.run(settings.backups);
  }

  async run(folder: string): Promise<void> {
    const startedAt = this.#parts.clock.now();
    const startedMono = performance.now();
    this.#running = { stage: 'copy', done: 0, total: 0, startedAt };
    const made = await this.#make(folder, startedAt);
    this.#running = null;
    if (this.#stopping.signal.aborted) return;
    if (!made.ok) return this.#noteProblem(made.error);
    await this.#markArchived(made.value.heads);
    this.#noteMade(folder, made.value, {
      at: startedAt,
      tookMs: Math.round(performance.now() - startedMono),
    });
  }

  /** Ends what is running; what it had written is removed before the next one. */
  stop(): void {
    this.#stopping.abort();
  }

  async #make(folder: string, now: EpochMs): Promise<Made> {
    const { settings, db, institutionId } = this.#parts;
    const knownAs = db.state(FOLDER_KEY);
    const order: BackupOrder = { dataFolder: settings.data, folder, knownAs, institutionId, now };
    const onProgress = (progress: BackupProgress) => {
      this.#running = { ...progress, startedAt: now };
    };
    try {
      const { signal } = this.#stopping;
      return await runInWorker<BackupOrder, BackupProgress, Made>(WORKER, order, { onProgress, signal });
    } catch (error) {
      return err({ kind: 'not-made', text: error instanceof Error ? error.message : String(error) });
    }
  }

  async #markArchived(heads: MadeBackup['heads']): Promise<void> {
    for (let from = 0; from < heads.length; from += MARKED_AT_ONCE) {
      this.#events.markArchived(heads.slice(from, from + MARKED_AT_ONCE));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #noteMade(folder: string, made: MadeBackup, when: Pick<Backup, 'at' | 'tookMs'>): void {
    const { db, log } = this.#parts;
    const { path, bytes, events, onSameDisk } = made;
    this.#last = { path, bytes, events, onSameDisk, ...when };
    this.#problem = null;
    db.transaction(() => {
      db.setState(LAST_KEY, JSON.stringify(this.#last));
      db.setState(FOLDER_KEY, folder);
    });
    log.info('backup written and verified', this.#last);
    if (onSameDisk) log.warn('backups lie on the disk of the database', { folder });
  }

  #noteProblem({ kind, text }: BackupFailure): void {
    this.#problem = { at: this.#parts.clock.now(), kind, text };
    this.#parts.log.error(kind === 'damaged' ? 'backup did not pass its check' : 'backup failed', {
      reason: text,
    });
  }
}

function lastIn(text: string | undefined): Backup | null {
  const read = text === undefined ? undefined : BackupSchema.safeParse(JSON.parse(text));
  return read?.success === true ? read.data : null;
}
