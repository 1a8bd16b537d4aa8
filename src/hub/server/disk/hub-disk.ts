import { Ballast } from '#platform/ballast.ts';
import { freeBytes } from '#platform/free-bytes.ts';
import type { Log } from '#platform/log.ts';
import { type DiskTrouble, diskTroubleIn } from './disk-trouble.ts';

/** `low`: the reserve was given up, and everything still works; `full`: nothing can be recorded; `failed`: the hub is about to end. */
export type DiskStanding = 'ok' | 'low' | 'full' | 'failed';

/** What those need who write, and who answer for it that nothing could be written. */
export type DiskPort = {
  /** Whether anything can be written just now. */
  readonly takesWrites: () => boolean;
  /** Draws the conclusions from an error that was thrown, and logs it; undefined: it isn't about the disk. */
  readonly note: (error: unknown) => DiskTrouble | undefined;
};

export type HubDiskOptions = {
  /** Where the database lies. */
  readonly folder: string;
  /** Writes something small into the database. */
  readonly probe: () => void;
  readonly log: Log;
  /** Space kept for when somebody else fills the disk; 0: none. */
  readonly ballastBytes?: number;
  /** After a flush that failed nothing may go on: what SQLite holds in memory may not be what is on the disk. */
  readonly onFailed: () => void;
};

/** Less is not worth going on with: it would be full again at once. */
const ENOUGH_BYTES = 8 * 2 ** 20;

/** What the hub knows of the disk under its database. A full one is told of once, and over by itself as soon as there is room. */
export class HubDisk implements DiskPort {
  readonly #options: HubDiskOptions;
  readonly #ballast: Ballast;
  #standing: DiskStanding = 'ok';
  #isTaking = false;

  constructor(options: HubDiskOptions) {
    this.#options = options;
    this.#ballast = ballastIn(options.folder);
  }

  standing(): DiskStanding {
    return this.#standing;
  }

  takesWrites(): boolean {
    return this.#standing === 'ok' || this.#standing === 'low';
  }

  note(error: unknown): DiskTrouble | undefined {
    const trouble = diskTroubleIn(error);
    if (trouble === 'full') this.#noteFull();
    if (trouble === 'failed') this.#noteFailed(error);
    return trouble;
  }

  /** For what may as well be written later; false: it was not written. */
  attempt(write: () => void): boolean {
    if (!this.takesWrites()) return false;
    try {
      write();
      return true;
    } catch (error) {
      if (this.note(error) === undefined) throw error;
      return false;
    }
  }

  /** To be called every few seconds: sees whether there is room again, and takes the reserve wherever it is missing. */
  async look(): Promise<void> {
    if (this.#standing === 'full' && this.freeBytes() >= ENOUGH_BYTES) this.#tryAgain();
    if (this.takesWrites()) await this.#takeReserve();
  }

  #noteFull(): void {
    if (!this.takesWrites()) return;
    const { folder, log } = this.#options;
    if (this.#ballast.release()) {
      this.#standing = 'low';
      log.error('disk was full and the hub’s reserve was given up; make room', { folder });
      return;
    }
    this.#standing = 'full';
    log.error('disk is full: nothing is recorded until there is room', { folder });
  }

  #noteFailed(error: unknown): void {
    if (this.#standing === 'failed') return;
    this.#standing = 'failed';
    const { folder, log, onFailed } = this.#options;
    log.error('disk failed: the hub stops, and verifies what it has when it is started again', {
      folder,
      error,
    });
    onFailed();
  }

  #tryAgain(): void {
    const { folder, probe, log, ballastBytes = 0 } = this.#options;
    try {
      probe();
    } catch (error) {
      if (this.note(error) === undefined) throw error;
      return;
    }
    this.#standing = ballastBytes > 0 ? 'low' : 'ok';
    log.info('disk has room again', { folder });
  }

  async #takeReserve(): Promise<void> {
    const { folder, log, ballastBytes = 0 } = this.#options;
    // On a slow disk one look is not done when the next is due.
    if (ballastBytes === 0 || this.#isTaking) return;
    this.#isTaking = true;
    try {
      await this.#ballast.takeInBackground(ballastBytes);
    } finally {
      this.#isTaking = false;
    }
    const isTaken = this.#ballast.isTaken();
    if (isTaken && this.#standing === 'low') {
      this.#standing = 'ok';
      log.info('disk has room for the hub’s reserve again', { folder });
    } else if (!isTaken && this.#standing === 'ok') {
      this.#standing = 'low';
      log.warn('disk has no room for the hub’s reserve; make room', { folder });
    }
  }

  /** What anybody may still write there. */
  freeBytes(): number {
    return freeBytes(this.#options.folder);
  }
}

/** Before anything is opened: a hub that is started on a full disk needs its reserve to come up at all. */
export function makeRoomToStart(folder: string): void {
  ballastIn(folder).makeRoom(ENOUGH_BYTES);
}

function ballastIn(folder: string): Ballast {
  return new Ballast(`${folder}/ballast`);
}
