import type { Standing } from './gate.ts';
import { timeLeft, wordsForTime } from './time-left.ts';

const BAR_CELLS = 30;
const CLEAR_LINE = '\r\u001b[2K';
const REDRAW_MS = 500;
const TELL_MS = 60_000;

export type Output = { readonly write: (text: string) => void; readonly isLive: boolean };

/** Says how far the gate is: a bar with the time left on a terminal, a line a minute elsewhere. */
export class GateProgress {
  readonly #output: Output;
  readonly #standings: () => readonly Standing[];
  readonly #slots: number;
  readonly #timer: NodeJS.Timeout;

  constructor(output: Output, standings: () => readonly Standing[], slots: number) {
    this.#output = output;
    this.#standings = standings;
    this.#slots = slots;
    this.#timer = setInterval(() => this.#draw(), output.isLive ? REDRAW_MS : TELL_MS);
  }

  /** A line that stays. */
  say(text: string): void {
    this.#output.write(`${this.#output.isLive ? CLEAR_LINE : ''}${text}\n`);
  }

  end(): void {
    clearInterval(this.#timer);
    if (this.#output.isLive) this.#output.write(CLEAR_LINE);
  }

  #draw(): void {
    const standings = this.#standings();
    const { ms, part } = timeLeft(standings, this.#slots);
    const percent = `${(part * 100).toFixed(1)} %`;
    const running = standings.filter(({ isRunning }) => isRunning);
    const where = running
      .map(({ campaign, asked, done }) => `${campaign.name} ${done} of ${asked}`)
      .join(', ');
    const text = `${percent.padStart(7)}  about ${wordsForTime(ms)} left  ${where}`;
    if (!this.#output.isLive) {
      this.#output.write(`${text.trim()}\n`);
      return;
    }
    const full = Math.round(part * BAR_CELLS);
    this.#output.write(`${CLEAR_LINE}${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)} ${text}`);
  }
}
