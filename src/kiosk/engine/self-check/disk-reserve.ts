import { join } from 'node:path';
import { Ballast } from '#platform/ballast.ts';

export type DiskReserveOptions = {
  /** The kiosk's own. */
  readonly folder: string;
  /** 0: none is kept. */
  readonly bytes: number;
  readonly alarm: (ms: number, run: () => void) => () => void;
  /** It was given up, or taken again. */
  readonly onChange: () => void;
};

/** A wall that says so a little later is early enough: the reserve lasts for days. */
const LOOK_EVERY_MS = 10_000;

/** Notices that the reserve of disk space was given up, so that somebody can be told, and takes it again once there is room. */
export class DiskReserve {
  readonly #options: DiskReserveOptions;
  readonly #ballast: Ballast;
  #isGone: boolean;
  #cancel: () => void = () => undefined;
  #isStopped = false;

  constructor(options: DiskReserveOptions) {
    this.#options = options;
    this.#ballast = new Ballast(join(options.folder, 'ballast'));
    this.#isGone = options.bytes > 0 && !this.#ballast.isTaken();
    if (options.bytes > 0) this.#wait();
  }

  /** As it was at the last look. */
  isGone(): boolean {
    return this.#isGone;
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  #wait(): void {
    this.#cancel = this.#options.alarm(LOOK_EVERY_MS, () => void this.#look());
  }

  async #look(): Promise<void> {
    const { bytes, onChange } = this.#options;
    this.#wait();
    const was = this.#isGone;
    this.#isGone = !this.#ballast.isTaken();
    if (was && this.#isGone) await this.#ballast.takeInBackground(bytes);
    this.#isGone = !this.#ballast.isTaken();
    if (this.#isGone !== was && !this.#isStopped) onChange();
  }
}
