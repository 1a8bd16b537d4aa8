import type { DeviceDeps } from '../device-deps.ts';
import type { Reader, ReaderCounts, ReaderListeners } from '../reader.ts';
import { SerialDialogue } from '../serial-port/serial-dialogue.ts';
import type { LoadSerialPort } from '../serial-port/serial-port-owner.ts';
import type { Line } from '../serial-port/talking-line.ts';
import { StayBook } from '../stay-book.ts';
import { ASK_FIRMWARE, COMMAND, LOOK_BRIEFLY, LOOK_FOR_CARD, WAKE_UP } from './command.ts';
import { ACK, type Pn532Frame, splitPn532 } from './frame.ts';
import type { Pn532Settings } from './pn532-settings.ts';
import { cardInAnswer } from './target.ts';

export type Pn532Options = Pn532Settings & { readonly id: string };

type ChipLine = Line<Pn532Frame>;

/** It acknowledges within 15 ms; the rest is for busy computers and slow USB adapters. */
const ACK_WITHIN_MS = 500;
/** Some chips take no notice of LOOK_BRIEFLY and stay silent until a card comes: after this they are woken up anew, which shows whether they are still there. */
const ANSWER_WITHIN_MS = 1_000;
/** Short enough that nobody notices, long enough to leave the processor and the card some rest. */
const LOOK_EVERY_MS = 50;
const WAKING_TRIES = 3;
/** So often it may answer when it is woken up and then not look for a card. */
const MOST_FAILURES = 3;

/** Reads 13.56 MHz cards by a PN532. */
export class Pn532Reader implements Reader {
  readonly id: string;
  readonly name: string;
  readonly kind = 'card';
  readonly #options: Pn532Options;
  readonly #stays: StayBook;
  readonly #deps: DeviceDeps;
  readonly #load: LoadSerialPort;
  #dialogue: SerialDialogue<Pn532Frame> | undefined;

  constructor(options: Pn532Options, deps: DeviceDeps, load: LoadSerialPort) {
    this.id = options.id;
    this.name = options.name;
    this.#options = options;
    this.#deps = deps;
    this.#load = load;
    this.#stays = new StayBook(options.id, deps.mono);
  }

  start(listeners: ReaderListeners): void {
    const { path, baudRate } = this.#options;
    const talk = (line: ChipLine) => this.#talk(line, listeners);
    this.#dialogue = new SerialDialogue({ path, baudRate, split: splitPn532, talk }, this.#deps, {
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

  async #talk(line: ChipLine, listeners: ReaderListeners): Promise<void> {
    for (let failures = 0; failures < MOST_FAILURES && !line.isOver(); failures += 1) {
      const version = await wakeUp(line);
      if (version === undefined) return;
      line.ready(`PN532 with firmware ${version[1] ?? 0}.${version[2] ?? 0} at ${this.#options.path}.`);
      if (await this.#lookOn(line, listeners)) failures = -1;
    }
  }

  /** Looks for cards until the chip is silent or doesn't understand. Whether it understood at least once. */
  async #lookOn(line: ChipLine, listeners: ReaderListeners): Promise<boolean> {
    for (let understood = false; ; understood = true) {
      await line.pause(LOOK_EVERY_MS);
      const look = await this.#look(line, listeners);
      if (look !== 'answered' || line.isOver()) return understood || look === 'silent';
    }
  }

  /** `silent`: it looks on until a card comes, or is gone. `failed`: it was gone before, or asleep because its power dipped, or can't. */
  async #look(line: ChipLine, listeners: ReaderListeners): Promise<'answered' | 'silent' | 'failed'> {
    line.send(LOOK_FOR_CARD);
    if ((await line.next(whetherUnderstood, ACK_WITHIN_MS)) !== true) return 'failed';
    const answer = await line.next(answerOrError(COMMAND.listPassiveTarget), ANSWER_WITHIN_MS);
    if (answer === undefined) return 'silent';
    if (answer.body === undefined) return 'failed';
    this.#note(answer.body, answer.at, listeners);
    return 'answered';
  }

  #note(body: Uint8Array, at: number, listeners: ReaderListeners): void {
    const card = cardInAnswer(body);
    if (!card.ok) this.#stays.discard(body.length);
    else if (card.value !== undefined) {
      // Its checksums held, and the card's own.
      const read = this.#stays.sight({ card: card.value, at, certain: true });
      if (read !== undefined) listeners.onCard(read);
    }
  }
}

/** Its firmware's version, once it answers; undefined: nothing of the kind does. It may be looking for a card still, so it is told to drop that. */
async function wakeUp(line: ChipLine): Promise<Uint8Array | undefined> {
  for (let tries = 0; tries < WAKING_TRIES && !line.isOver(); tries += 1) {
    line.send(ACK);
    if ((await ask(line, WAKE_UP, COMMAND.samConfiguration)) === undefined) continue;
    const version = await ask(line, ASK_FIRMWARE, COMMAND.firmwareVersion);
    if (version === undefined) continue;
    // A chip that doesn't know this command answers with an error, and is waited for as described at ANSWER_WITHIN_MS.
    await ask(line, LOOK_BRIEFLY, COMMAND.rfConfiguration);
    return line.isOver() ? undefined : version;
  }
  return undefined;
}

/** What follows the code in the answer. Undefined: none came, or an error. */
async function ask(line: ChipLine, command: Uint8Array, code: number): Promise<Uint8Array | undefined> {
  line.send(command);
  return (await line.next(answerOrError(code), ACK_WITHIN_MS))?.body;
}

function whetherUnderstood(frame: Pn532Frame): boolean | undefined {
  if (frame.kind === 'ack') return true;
  return frame.kind === 'error' ? false : undefined;
}

type ChipAnswer = { readonly body: Uint8Array | undefined; readonly at: number };

function answerOrError(code: number): (frame: Pn532Frame, at: number) => ChipAnswer | undefined {
  return (frame, at) => {
    if (frame.kind === 'error') return { body: undefined, at };
    const isAnswer = frame.kind === 'data' && frame.from === 'chip' && frame.command === code + 1;
    return isAnswer ? { body: frame.body, at } : undefined;
  };
}
