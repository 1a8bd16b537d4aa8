import type { EpochMs } from '#domain/ids.ts';
import type { ReadersDeps } from '../devices/make-reader.ts';
import type { ReaderIdentity } from '../devices/reader.ts';
import type { ReadersConfig } from '../devices/reader-config.ts';
import { ReaderHealth } from '../devices/reader-health.ts';
import { type Readers, type ReadersListeners, startReaders } from '../devices/start-readers.ts';
import type { Journal } from '../sessions/journal.ts';
import { ReaderBook } from './reader-book.ts';

export type KioskReadersParts = {
  /** The kiosk's own. */
  readonly folder: string;
  /** From the start settings, or the usual ones. */
  readonly start: ReadersConfig;
  /** The start settings name the readers: they win. */
  readonly isGiven: boolean;
  readonly now: () => EpochMs;
  readonly journal: Journal;
  readonly listeners: Omit<ReadersListeners, 'onState' | 'onReaders'>;
  readonly deps: ReadersDeps;
  /** These are set from now on: at the start, and whenever somebody changes them at the panel. */
  readonly onSet: (config: ReadersConfig) => void;
  /** Something about them is other than before. */
  readonly onChange: () => void;
};

const TAKEN_AWAY = 'Taken out of this kiosk’s readers.';

/** The kiosk's readers with their settings and how they are: what changes in one of the three is seen to in the others. */
export class KioskReaders {
  readonly #parts: KioskReadersParts;
  readonly book: ReaderBook;
  readonly health = new ReaderHealth();
  #running: Readers | undefined;

  constructor(parts: KioskReadersParts) {
    this.#parts = parts;
    const { folder, start, isGiven } = parts;
    this.book = new ReaderBook({ folder, start, isGiven, onChange: (config) => this.#change(config) });
  }

  /** Undefined before the start. */
  get running(): Readers | undefined {
    return this.#running;
  }

  start(): void {
    const { listeners, deps, onSet } = this.#parts;
    const config = this.book.config();
    this.#running = startReaders(
      config,
      {
        ...listeners,
        onReaders: (readers) => this.#nowAre(readers),
        onState: (reader, state, detail) => this.#note(reader.id, state, detail),
      },
      deps,
    );
    onSet(config);
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
  }

  #note(id: string, state: 'ready' | 'absent' | 'quiet', detail: string): void {
    const { now, journal, onChange } = this.#parts;
    this.health.note(id, state, detail, now());
    journal.record({ type: 'reader-changed', body: { reader: id, state, detail } });
    onChange();
  }

  /** In the ledger a reader that was taken away must not look as if it were still there. */
  #nowAre(readers: readonly ReaderIdentity[]): void {
    const gone = this.health.conditions().filter(({ id }) => !readers.some((reader) => reader.id === id));
    this.health.begin(readers);
    for (const { id } of gone) {
      const body = { reader: id, state: 'removed', detail: TAKEN_AWAY } as const;
      this.#parts.journal.record({ type: 'reader-changed', body });
    }
  }

  #change(config: ReadersConfig): void {
    this.#parts.onSet(config);
    // The new ones tell how they are by themselves.
    void this.#running?.change(config).then(this.#parts.onChange);
  }
}
