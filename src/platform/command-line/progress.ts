import type { Terminal } from './terminal.ts';

const BAR_CELLS = 24;
/** Faster is only flicker. */
const DRAW_EVERY_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

const COUNT = new Intl.NumberFormat('en');

/**
 * Says how far something has come: a bar that is drawn over on a terminal, a plain line for each quarter elsewhere (a log file, a pipe).
 * Always ended by `done` or `giveUp`.
 */
export class Progress {
  readonly #terminal: Terminal;
  readonly #label: string;
  readonly #total: number;
  readonly #now: () => number;
  readonly #startedAt: number;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #quarter = 0;

  constructor(terminal: Terminal, label: string, total: number, now: () => number = () => performance.now()) {
    this.#terminal = terminal;
    this.#label = label;
    this.#total = total;
    this.#now = now;
    this.#startedAt = now();
    if (terminal.isLive) this.#draw(0);
    else terminal.note(`${label} …\n`);
  }

  /** So many are done in all. */
  reach(count: number): void {
    if (this.#terminal.isLive) this.#draw(count);
    else this.#tellQuarter(count);
  }

  done(text = 'done'): void {
    this.#end(text);
  }

  /** Something went wrong; what, others say. */
  giveUp(): void {
    this.#end('stopped');
  }

  #end(text: string): void {
    const clear = this.#terminal.isLive ? CLEAR_LINE : '';
    this.#terminal.note(`${clear}${this.#label}: ${text}\n`);
  }

  #draw(count: number): void {
    const now = this.#now();
    if (now - this.#drawnAt < DRAW_EVERY_MS) return;
    this.#drawnAt = now;
    const part = this.#part(count);
    const full = Math.round(part * BAR_CELLS);
    const bar = '█'.repeat(full) + '░'.repeat(BAR_CELLS - full);
    const percent = `${Math.floor(part * 100)} %`.padStart(5);
    const counted = `${COUNT.format(count)} of ${COUNT.format(this.#total)}`;
    this.#terminal.note(`${CLEAR_LINE}${this.#label}  ${bar} ${percent}  ${counted}${this.#left(part, now)}`);
  }

  #tellQuarter(count: number): void {
    const quarter = Math.floor(this.#part(count) * 4);
    if (quarter <= this.#quarter || quarter === 4) return;
    this.#quarter = quarter;
    this.#terminal.note(`${this.#label}: ${quarter * 25} %\n`);
  }

  #left(part: number, now: number): string {
    const spent = now - this.#startedAt;
    // The first moments say little about the rest.
    if (part === 0 || spent < 1_000) return '';
    return `  ${Math.ceil((spent * (1 - part)) / part / 1_000)} s left`;
  }

  #part(count: number): number {
    return this.#total === 0 ? 1 : Math.min(1, count / this.#total);
  }
}
