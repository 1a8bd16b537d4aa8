import { Progress } from '#platform/command-line/progress.ts';
import type { Terminal } from '#platform/command-line/terminal.ts';
import type { BackupProgress } from '../backups/make-backup.ts';

const LABELS: Readonly<Record<BackupProgress['stage'], string>> = {
  copy: 'Copying',
  file: 'Checking the file',
  ledgers: 'Checking every event',
};

/** One bar after another, for work that has several stages. */
export class StagedProgress {
  readonly #terminal: Terminal;
  #stage: BackupProgress['stage'] | undefined;
  #bar: Progress | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  reach({ stage, done, total }: BackupProgress): void {
    if (stage !== this.#stage) {
      this.#bar?.done();
      this.#bar = new Progress(this.#terminal, LABELS[stage], total);
      this.#stage = stage;
    }
    this.#bar?.reach(done);
  }

  done(): void {
    this.#bar?.done();
  }

  giveUp(): void {
    this.#bar?.giveUp();
  }
}
