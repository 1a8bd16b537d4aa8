import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '#platform/sqlite.ts';
import type { Figure } from './figure.ts';
import { quantile } from './quantile.ts';

/** What the machine itself contributes while something else is measured: its disk's and its processors' bad moments. */
export class Background {
  readonly #insert: () => void;
  readonly #close: () => void;
  readonly #rows: number[] = [];
  readonly #lateness: number[] = [];

  /** `path` is on the disk in question. */
  constructor(path: string) {
    const opened = openDatabase(path);
    if (!opened.ok) throw new Error(opened.error.text);
    const db = opened.value;
    db.exec('create table probe (text text)');
    const insert = db.prepare('insert into probe values (?)');
    this.#insert = () => void insert.run('x'.repeat(500));
    this.#close = () => void db.close();
  }

  /** Waits this long, and writes one row. */
  async pause(ms: number): Promise<void> {
    const begun = performance.now();
    await sleep(ms);
    const woken = performance.now();
    this.#insert();
    this.#lateness.push(woken - begun - ms);
    this.#rows.push(performance.now() - woken);
  }

  figures(): readonly Figure[] {
    const unit = 'ms';
    return [
      { what: 'meanwhile, a row of plain SQLite, p50', value: quantile(this.#rows, 0.5), unit },
      { what: 'meanwhile, a row of plain SQLite, p99', value: quantile(this.#rows, 0.99), unit },
      { what: 'meanwhile, a timer late by, p99', value: quantile(this.#lateness, 0.99), unit },
    ];
  }

  close(): void {
    this.#close();
  }
}
