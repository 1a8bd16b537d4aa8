import type { Line } from '../serial-port/talking-line.ts';
import {
  countIn,
  type Match,
  matchIn,
  pagesInIndex,
  type SensorParameters,
  sensorParameters,
} from './answers.ts';
import {
  combine,
  countTemplates,
  extractFeatures,
  type FeatureBuffer,
  NOTEPAD_BYTES,
  OPERATION,
  type RingLight,
  readIndex,
  readNotepad,
  readParameters,
  removeTemplates,
  ringLight,
  type SearchOperation,
  search,
  setSecurity,
  store,
  takeImage,
  verifyPassword,
  writeNotepad,
} from './commands.ts';
import { type Confirmation, confirmationOf } from './confirmation.ts';
import { COMMAND, encodePacket, type Packet } from './packet.ts';

/** An ack, or no answer in time. `rest` is what follows the confirmation code. */
export type Answer =
  | (Confirmation & { readonly rest: Uint8Array })
  | { readonly kind: 'silent'; readonly rest: Uint8Array };

const NOTHING = new Uint8Array();

// A capture shows 193 ms for an image, 302 ms for features, 47 ms for a search and 70 ms for the rest.
const USUALLY_MS = 1_000;
const FEATURES_MS = 2_000;
/** An ack doesn't say what it answers: after one that didn't come in time, a late one has to pass by before the next question. */
const SETTLE_MS = 300;

/** The questions that can be put to a fingerprint sensor, one at a time. Acks are read by their length: "not found" comes with and without padding. */
export class Sensor {
  readonly #line: Line<Packet>;
  readonly #hasRing: boolean;
  #searchBy: SearchOperation = OPERATION.fastSearch;

  constructor(line: Line<Packet>, { hasRing }: { readonly hasRing: boolean }) {
    this.#line = line;
    this.#hasRing = hasRing;
  }

  /** Lets pass by what the sensor may still be answering to a question that nobody waits for any more. */
  settle(): Promise<void> {
    return this.#line.pause(SETTLE_MS);
  }

  verifyPassword(password: number): Promise<Answer> {
    return this.#ask(verifyPassword(password));
  }

  async parameters(): Promise<SensorParameters | undefined> {
    const answer = await this.#ask(readParameters());
    return answer.kind === 'ok' ? sensorParameters(answer.rest) : undefined;
  }

  setSecurity(level: number): Promise<Answer> {
    return this.#ask(setSecurity(level));
  }

  async count(): Promise<number | undefined> {
    const answer = await this.#ask(countTemplates());
    return answer.kind === 'ok' ? countIn(answer.rest) : undefined;
  }

  /** Every page in use below `capacity`; undefined when the sensor can't tell. */
  async usedPages(capacity: number): Promise<readonly number[] | undefined> {
    const used: number[] = [];
    for (let table = 0; table * 256 < capacity; table += 1) {
      const answer = await this.#ask(readIndex(table));
      const pages = answer.kind === 'ok' ? pagesInIndex(answer.rest, table) : undefined;
      if (pages === undefined) return undefined;
      used.push(...pages.filter((page) => page < capacity));
    }
    return used;
  }

  /** The 32 bytes of a notepad page; undefined when the sensor has none. */
  async notepad(page: number): Promise<Uint8Array | undefined> {
    const answer = await this.#ask(readNotepad(page));
    if (answer.kind !== 'ok' || answer.rest.length < NOTEPAD_BYTES) return undefined;
    return answer.rest.slice(0, NOTEPAD_BYTES);
  }

  writeNotepad(page: number, bytes: Uint8Array): Promise<Answer> {
    return this.#ask(writeNotepad(page, bytes));
  }

  takeImage(): Promise<Answer> {
    return this.#ask(takeImage());
  }

  extractFeatures(into: FeatureBuffer): Promise<Answer> {
    return this.#ask(extractFeatures(into), FEATURES_MS);
  }

  /** Whose touch is in buffer 1, as far as the sensor can tell; null: nobody's. Undefined: it failed. */
  async search(capacity: number): Promise<Match | null | undefined> {
    const pages = { start: 0, count: capacity };
    const asked = this.#searchBy;
    const answer = await this.#ask(search(asked, 1, pages));
    // Firmware without the fast search answers "wrong password" to it, or that something failed; the other one is understood by all.
    if (asked === OPERATION.fastSearch && (answer.kind === 'wrong-password' || answer.kind === 'failed')) {
      this.#searchBy = OPERATION.search;
      return this.search(capacity);
    }
    if (answer.kind === 'not-found') return null;
    return answer.kind === 'ok' ? matchIn(answer.rest) : undefined;
  }

  combine(): Promise<Answer> {
    return this.#ask(combine());
  }

  store(page: number): Promise<Answer> {
    return this.#ask(store(page));
  }

  remove(page: number): Promise<Answer> {
    return this.#ask(removeTemplates(page, 1));
  }

  /** Does nothing on a sensor without a ring. */
  async light(light: RingLight): Promise<void> {
    if (this.#hasRing) await this.#ask(ringLight(light));
  }

  async #ask(command: Uint8Array, withinMs = USUALLY_MS): Promise<Answer> {
    this.#line.send(encodePacket(COMMAND, command));
    const answer = await this.#line.next(readAck, withinMs);
    if (answer !== undefined) return answer;
    await this.settle();
    return { kind: 'silent', rest: NOTHING };
  }
}

function readAck({ content }: Packet): Answer | undefined {
  const [code] = content;
  if (code === undefined) return undefined;
  return { ...confirmationOf(code), rest: content.subarray(1) };
}
