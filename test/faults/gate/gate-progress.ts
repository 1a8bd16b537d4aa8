import type { Standing } from './gate.ts';

const BAR_CELLS = 30;
const CLEAR_LINE = '\r\u001b[2K';
const REDRAW_MS = 500;
const TELL_MS = 60_000;

export type Output = { readonly write: (text: string) => void; readonly isLive: boolean };

/** Says how far the gate is: a bar with the time left on a terminal, a line a minute elsewhere. */
export class GateProgress {
  readonly #output: Output;
  readonly #standings: () => readonly Standing[];
  readonly #startedAt = performance.now();
  readonly #partAtStart: number;
  readonly #timer: NodeJS.Timeout;

  constructor(output: Output, standings: () => readonly Standing[]) {
    this.#output = output;
    this.#standings = standings;
    this.#partAtStart = partDone(standings());
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
    const part = partDone(standings);
    const percent = `${(part * 100).toFixed(1)} %`;
    const now = standings.find(({ asked, done }) => done < asked);
    const where =
      now === undefined ? '' : `  ${now.campaign.name} ${now.done} of ${now.asked} ${now.campaign.unit}`;
    const text = `${percent.padStart(7)}${where}${this.#left(part)}`;
    if (!this.#output.isLive) {
      this.#output.write(`${text.trim()}\n`);
      return;
    }
    const full = Math.round(part * BAR_CELLS);
    this.#output.write(`${CLEAR_LINE}${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)} ${text}`);
  }

  #left(part: number): string {
    const won = part - this.#partAtStart;
    if (won <= 0) return '';
    const ms = ((performance.now() - this.#startedAt) * (1 - part)) / won;
    return `  about ${wordsForTime(ms)} left`;
  }
}

/** Of the work, not of the cases: each campaign counts by the chunks it has, which are about a minute each. */
function partDone(standings: readonly Standing[]): number {
  const minutes = (count: number, { campaign }: Standing) => count / campaign.chunk;
  const asked = standings.reduce((sum, one) => sum + minutes(one.asked, one), 0);
  const done = standings.reduce((sum, one) => sum + minutes(one.done, one), 0);
  return asked === 0 ? 1 : done / asked;
}

/** "2 h 05 min", "3 min", "20 s" */
export function wordsForTime(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
