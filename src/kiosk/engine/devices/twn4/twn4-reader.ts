import type { DeviceDeps } from '../device-deps.ts';
import type { Reader, ReaderCounts, ReaderListeners } from '../reader.ts';
import { SerialDialogue } from '../serial-port/serial-dialogue.ts';
import type { LoadSerialPort } from '../serial-port/serial-port-owner.ts';
import type { Line } from '../serial-port/talking-line.ts';
import { StayBook } from '../stay-book.ts';
import { ASK_VERSION, END_OF_LINE, SEARCH_TAG, versionIn } from './command.ts';
import { splitTwn4 } from './line.ts';
import { type Found, foundIn } from './tag.ts';
import type { Twn4Settings } from './twn4-settings.ts';

export type Twn4Options = Twn4Settings & { readonly id: string };

type Twn4Line = Line<Uint8Array>;

/** A search takes up to a few hundred ms where many kinds of cards are looked for. */
const ANSWER_WITHIN_MS = 1_000;
const SEARCH_EVERY_MS = 50;
const PROBES = 3;

/** Reads cards of both frequencies by an ELATEC TWN4 that speaks the simple protocol. */
export class Twn4Reader implements Reader {
  readonly id: string;
  readonly name: string;
  readonly kind = 'card';
  readonly #options: Twn4Options;
  readonly #stays: StayBook;
  readonly #deps: DeviceDeps;
  readonly #load: LoadSerialPort;
  #dialogue: SerialDialogue<Uint8Array> | undefined;

  constructor(options: Twn4Options, deps: DeviceDeps, load: LoadSerialPort) {
    this.id = options.id;
    this.name = options.name;
    this.#options = options;
    this.#deps = deps;
    this.#load = load;
    this.#stays = new StayBook(options.id, deps.mono);
  }

  start(listeners: ReaderListeners): void {
    const { path, baudRate } = this.#options;
    const talk = (line: Twn4Line) => this.#talk(line, listeners);
    this.#dialogue = new SerialDialogue({ path, baudRate, split: splitTwn4, talk }, this.#deps, {
      onState: listeners.onState,
      onJunk: (bytes) => this.#stays.discard(bytes),
    });
    void this.#dialogue.start(this.#load);
  }

  counts(): ReaderCounts {
    return this.#stays.counts();
  }

  async stop(): Promise<void> {
    await this.#dialogue?.stop();
  }

  async #talk(line: Twn4Line, listeners: ReaderListeners): Promise<void> {
    for (let version = await probe(line); version !== undefined; version = await probe(line)) {
      line.ready(`${version} at ${this.#options.path}.`);
      while (await this.#search(line, listeners)) await line.pause(SEARCH_EVERY_MS);
    }
  }

  /** False when no answer came. */
  async #search(line: Twn4Line, listeners: ReaderListeners): Promise<boolean> {
    line.send(SEARCH_TAG);
    const answer = await line.next(searchAnswer, ANSWER_WITHIN_MS);
    if (answer === undefined) return false;
    const { found, at } = answer;
    if (found.kind === 'unreadable') this.#stays.discard(1);
    if (found.kind === 'card') {
      const read = this.#stays.sight({ card: found.card, at, certain: true });
      if (read !== undefined) listeners.onCard(read);
    }
    return !line.isOver();
  }
}

/** What it says it is; undefined if nothing of the kind answers. */
async function probe(line: Twn4Line): Promise<string | undefined> {
  for (let tries = 0; tries < PROBES && !line.isOver(); tries += 1) {
    line.send(END_OF_LINE);
    line.send(ASK_VERSION);
    const version = await line.next(versionIn, ANSWER_WITHIN_MS);
    if (version !== undefined) return line.isOver() ? undefined : version;
  }
  return undefined;
}

function searchAnswer(
  answer: Uint8Array,
  at: number,
): { readonly found: Found; readonly at: number } | undefined {
  const found = foundIn(answer);
  return found === undefined ? undefined : { found, at };
}
