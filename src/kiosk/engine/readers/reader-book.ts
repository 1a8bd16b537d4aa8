import type { ReaderProfile } from '#domain/card-number/reader-profile.ts';
import { parseReadersConfig, type ReaderConfig, type ReadersConfig } from '../devices/reader-config.ts';
import {
  readReadersFile,
  setReadersFileAside,
  type WrittenReader,
  writeReadersFile,
} from './readers-file.ts';

export type ReaderBookOptions = {
  /** The kiosk's own. */
  readonly folder: string;
  /** From the start settings, or the usual ones. */
  readonly start: ReadersConfig;
  /** The start settings name the readers: they win, and nothing is changed here. */
  readonly isGiven: boolean;
  /** Told of every change, so that it takes effect. */
  readonly onChange: (config: ReadersConfig) => void;
};

/** The words of a refusal; undefined when it was done. */
type Refusal = string | undefined;

const GIVEN = 'The readers of this kiosk stand in its start settings. Change them there.';

/**
 * Which readers this kiosk has, and how they are set. What is changed here is kept in readers.json and in force at once; every method that
 * may refuse returns the words of its refusal.
 */
export class ReaderBook {
  readonly #options: ReaderBookOptions;
  #written: readonly WrittenReader[];
  #config: ReadersConfig;
  #problem: string | undefined;

  constructor(options: ReaderBookOptions) {
    this.#options = options;
    this.#config = options.start;
    this.#written = options.start.filter(({ kind }) => kind !== 'simulated').map((each) => ({ ...each }));
    if (!options.isGiven) this.#load();
  }

  config(): ReadersConfig {
    return this.#config;
  }

  /** Why nothing can be changed here; undefined: it can. */
  fixedBecause(): string | undefined {
    return this.#options.isGiven ? GIVEN : undefined;
  }

  /** What is wrong with readers.json, in words. Until something is set anew the usual readers are in force. */
  problem(): string | undefined {
    return this.#problem;
  }

  /** Takes a device on as a reader. Its id is made up here and stays. */
  add(reader: WrittenReader & { readonly kind: ReaderConfig['kind'] }): Refusal {
    return this.#keep([...this.#written, { ...reader, id: this.#freeId(reader.kind) }]);
  }

  rename(id: string, name: string): Refusal {
    return this.#amend(id, { name });
  }

  /** How the reader writes a card. */
  setProfile(id: string, profile: ReaderProfile): Refusal {
    return this.#amend(id, { profile });
  }

  remove(id: string): Refusal {
    if (!this.#written.some((reader) => reader['id'] === id)) return NOT_HERE;
    return this.#keep(this.#written.filter((reader) => reader['id'] !== id));
  }

  #amend(id: string, change: WrittenReader): Refusal {
    if (!this.#written.some((reader) => reader['id'] === id)) return NOT_HERE;
    return this.#keep(
      this.#written.map((reader) => (reader['id'] === id ? { ...reader, ...change } : reader)),
    );
  }

  #keep(written: readonly WrittenReader[]): Refusal {
    if (this.#options.isGiven) return GIVEN;
    const config = this.#configOf(written);
    if (!config.ok) return `That can’t be: ${config.error}.`;
    try {
      if (this.#problem !== undefined) setReadersFileAside(this.#options.folder);
      writeReadersFile(this.#options.folder, written);
    } catch (error) {
      return `It could not be kept: ${error instanceof Error ? error.message : String(error)}.`;
    }
    this.#written = written;
    this.#config = config.value;
    this.#problem = undefined;
    this.#options.onChange(config.value);
    return undefined;
  }

  #load(): void {
    const read = readReadersFile(this.#options.folder);
    if (!read.ok) {
      this.#problem = read.error;
      return;
    }
    if (read.value === undefined) return;
    const config = this.#configOf(read.value);
    if (!config.ok) {
      this.#problem = `readers.json: ${config.error}`;
      return;
    }
    this.#config = config.value;
    this.#written = config.value.flatMap(({ id }, i) => {
      const written = read.value?.[i];
      return written === undefined ? [] : [{ ...written, id }];
    });
  }

  /** The simulated reader is the start settings' affair and never written down. */
  #configOf(written: readonly WrittenReader[]) {
    return parseReadersConfig([
      ...written,
      ...this.#options.start.filter(({ kind }) => kind === 'simulated'),
    ]);
  }

  #freeId(kind: string): string {
    const taken = new Set(this.#config.map(({ id }) => id));
    for (let place = 1; ; place++) if (!taken.has(`${kind}-${place}`)) return `${kind}-${place}`;
  }
}

const NOT_HERE = 'This reader is not one of this kiosk’s any more.';
