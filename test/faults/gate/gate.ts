import type { Campaign, Played } from '../campaign.ts';
import type { Entry } from './entry.ts';
import { countOf, nextPiece, type Piece } from './pieces.ts';
import { type PlayingChunk, playChunk } from './play-chunk.ts';
import { type Saved, type SavedProgress, type Setting, withChunk } from './saved.ts';

export type GateOptions = {
  /** The module that has them, which each chunk's process loads. */
  readonly list: string;
  readonly entries: readonly Entry[];
  readonly progress: SavedProgress;
  readonly setting: Setting;
  /** Of each campaign's cases, so many of one are asked for. */
  readonly scale: number;
  /** A chunk is so many of the campaign's own. */
  readonly chunks: number;
  /** How many chunks at once. */
  readonly slots: number;
  /** Goes on with what other code has played. */
  readonly keeps: boolean;
  /** Told after every chunk. */
  readonly onChunk: (campaign: Campaign, played: Played) => void;
};

export type Standing = Entry & {
  readonly asked: number;
  readonly done: number;
  readonly isRunning: boolean;
  readonly saved: Saved | undefined;
};

type Running = { readonly entry: Entry; readonly piece: Piece; readonly chunk: PlayingChunk };

/** Plays campaigns in chunks, several at once where they allow it, and saves each chunk as it ends. */
export class Gate {
  readonly #options: GateOptions;
  readonly #saved = new Map<string, Saved>();
  readonly #running = new Set<Running>();
  #startsNoMore = false;
  #wake: () => void = () => undefined;

  constructor(options: GateOptions) {
    this.#options = options;
    for (const { campaign } of options.entries) this.#recall(campaign.name);
  }

  /** Resolves when everything asked for has been played, or when it was stopped. */
  async play(): Promise<void> {
    for (;;) {
      this.#fillSlots();
      if (this.#running.size === 0) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Begins nothing more; chunks under way are played to their end. */
  finish(): void {
    this.#startsNoMore = true;
  }

  /** At once: what is under way is lost, and played again next time. */
  stop(): void {
    this.finish();
    for (const { chunk } of this.#running) chunk.stop();
  }

  standings(): readonly Standing[] {
    return this.#options.entries.map(({ campaign, runs }) => {
      const saved = this.#saved.get(campaign.name);
      const asked = this.#askedOf(campaign);
      const done = Math.min(asked, countOf(saved?.pieces ?? []));
      const isRunning = [...this.#running].some(({ entry }) => entry.campaign === campaign);
      return { campaign, runs, asked, done, isRunning, saved };
    });
  }

  #recall(name: string): void {
    const { progress, setting, keeps } = this.#options;
    const saved = progress.load(name);
    if (saved === undefined) return;
    const isOfThisCode = saved.commits.length === 1 && saved.commits[0] === setting.commit;
    if (keeps || isOfThisCode) this.#saved.set(name, saved);
    else progress.forget(name);
  }

  #fillSlots(): void {
    while (!this.#startsNoMore && this.#running.size < this.#options.slots) {
      const next = this.#next();
      if (next === undefined) return;
      this.#begin(next.entry, next.piece);
      if (next.entry.runs === 'alone') return;
    }
  }

  /** Of the campaign that has come least far, so that a gate that is stopped early has played something of each. */
  #next(): { readonly entry: Entry; readonly piece: Piece } | undefined {
    const running = [...this.#running];
    if (running.some(({ entry }) => entry.runs === 'alone')) return undefined;
    const partDone = ({ campaign }: Entry) => countOf(this.#taken(campaign.name)) / this.#askedOf(campaign);
    for (const entry of this.#options.entries.toSorted((a, b) => partDone(a) - partDone(b))) {
      const { campaign, runs } = entry;
      const piece = nextPiece(this.#taken(campaign.name), this.#askedOf(campaign), this.#chunkOf(campaign));
      if (piece === undefined) continue;
      // It is this one's turn as soon as the others' chunks have ended.
      if (runs === 'alone' && running.length > 0) return undefined;
      if (runs !== 'one-at-a-time' || running.every((other) => other.entry !== entry))
        return { entry, piece };
    }
    return undefined;
  }

  /** Played, or being played. */
  #taken(name: string): readonly Piece[] {
    const own = [...this.#running].filter(({ entry }) => entry.campaign.name === name);
    return [...(this.#saved.get(name)?.pieces ?? []), ...own.map(({ piece }) => piece)];
  }

  #begin(entry: Entry, piece: Piece): void {
    const startedAt = performance.now();
    const running: Running = {
      entry,
      piece,
      chunk: playChunk(this.#options.list, entry.campaign.name, piece),
    };
    this.#running.add(running);
    void running.chunk.played.then((played) => {
      this.#running.delete(running);
      if (played !== undefined)
        this.#keep(entry.campaign, { piece, played, ms: performance.now() - startedAt });
      this.#wake();
    });
  }

  #keep(
    campaign: Campaign,
    chunk: { readonly piece: Piece; readonly played: Played; readonly ms: number },
  ): void {
    const { progress, setting, onChunk } = this.#options;
    const { name } = campaign;
    const saved = withChunk(this.#saved.get(name), name, chunk, setting);
    progress.save(saved);
    this.#saved.set(name, saved);
    onChunk(campaign, chunk.played);
  }

  #chunkOf({ chunk }: Campaign): number {
    return Math.max(1, Math.ceil(chunk * this.#options.chunks));
  }

  #askedOf({ atGate }: Campaign): number {
    return Math.max(1, Math.ceil(atGate * this.#options.scale));
  }
}
