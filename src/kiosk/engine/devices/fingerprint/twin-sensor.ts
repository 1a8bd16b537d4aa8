import { NOTEPAD_BYTES, OPERATION } from './commands.ts';

/** What lies on the glass. `how`: what the sensor makes of it. */
export type TwinTouch = {
  readonly finger: string;
  readonly how: 'good' | 'too-dry' | 'too-wet' | 'unclear' | 'too-small' | 'moved';
};

/** What real sensors were seen doing, each of them in somebody's bug report. */
export type TwinTraps = {
  /** Answers "wrong password" to the fast search, which it doesn't know. */
  readonly noFastSearch: boolean;
  /** "Not found" with an empty page and score behind it. */
  readonly paddedNotFound: boolean;
  /** Has no memory for others. */
  readonly noNotepad: boolean;
  /** Finds the first page with no confidence at all, whoever it is. */
  readonly junkHit: boolean;
  /** Finds a page that it doesn't have. */
  readonly impossiblePage: boolean;
};

export const NO_TRAPS: TwinTraps = {
  noFastSearch: false,
  paddedNotFound: false,
  noNotepad: false,
  junkHit: false,
  impossiblePage: false,
};

export type TwinSensorOptions = {
  readonly capacity: number;
  readonly password: number;
  readonly security: number;
};

const UNUSABLE: Readonly<Record<Exclude<TwinTouch['how'], 'good'>, number>> = {
  'too-dry': 0x04,
  'too-wet': 0x05,
  unclear: 0x06,
  'too-small': 0x07,
  moved: 0x17,
};

const OK = 0x00;
const NO_FINGER = 0x02;
const NOT_FOUND = 0x09;
const DIFFERENT = 0x0a;
const BAD_PAGE = 0x0b;
const WRONG_PASSWORD = 0x13;
const NO_IMAGE = 0x15;
const BAD_NOTEPAD_PAGE = 0x1c;
const LOCKED = 0x21;
const NOTEPAD_PAGES = 16;
/** Of a good match, as in a capture. */
const SCORE = 0x50;

/** Everything a sensor of this family does between a command's content and its ack's, with names for fingers. */
export class TwinSensor {
  traps: TwinTraps = NO_TRAPS;
  touch: TwinTouch | undefined;
  password: number;
  security: number;
  /** By page. */
  readonly library = new Map<number, string>();
  readonly #capacity: number;
  readonly #notepad = new Map<number, Uint8Array>();
  #image: TwinTouch | undefined;
  readonly #features = new Map<number, string>();
  #template: string | undefined;
  #verified = false;

  constructor(options: TwinSensorOptions) {
    this.#capacity = options.capacity;
    this.password = options.password;
    this.security = options.security;
  }

  /** The power was cut: what isn't in flash is forgotten. */
  restart(): void {
    this.#image = undefined;
    this.#template = undefined;
    this.#features.clear();
    this.#verified = false;
  }

  answer(command: Uint8Array): Uint8Array {
    const [operation, ...given] = command;
    if (operation === OPERATION.verifyPassword) return this.#verify(given);
    if (this.password !== 0 && !this.#verified) return Uint8Array.of(LOCKED);
    switch (operation) {
      case OPERATION.takeImage:
        return this.#takeImage();
      case OPERATION.extractFeatures:
        return this.#extract(given[0] ?? 0);
      case OPERATION.fastSearch:
        return this.traps.noFastSearch ? Uint8Array.of(WRONG_PASSWORD) : this.#search(given);
      case OPERATION.search:
        return this.#search(given);
      case OPERATION.combine:
        return this.#combine();
      case OPERATION.store:
        return this.#store(uint16(given, 1));
      case OPERATION.remove:
        return this.#remove(uint16(given, 0), uint16(given, 2));
      default:
        return this.#answerAboutItself(operation, given);
    }
  }

  #answerAboutItself(operation: number | undefined, given: readonly number[]): Uint8Array {
    switch (operation) {
      case OPERATION.readParameters:
        return this.#parameters();
      case OPERATION.setParameter:
        if (given[0] === 5) this.security = given[1] ?? this.security;
        return Uint8Array.of(OK);
      case OPERATION.count:
        return Uint8Array.of(OK, ...bytes16(this.library.size));
      case OPERATION.readIndex:
        return this.#index(given[0] ?? 0);
      case OPERATION.readNotepad:
        return this.#readNotepad(given[0] ?? 0);
      case OPERATION.writeNotepad:
        return this.#writeNotepad(given[0] ?? 0, given.slice(1));
      case OPERATION.ring:
        return Uint8Array.of(OK);
      default:
        return Uint8Array.of(WRONG_PASSWORD);
    }
  }

  #verify(given: readonly number[]): Uint8Array {
    this.#verified = uint16(given, 0) * 0x1_0000 + uint16(given, 2) === this.password;
    return Uint8Array.of(this.#verified ? OK : WRONG_PASSWORD);
  }

  #takeImage(): Uint8Array {
    this.#image = this.touch;
    return Uint8Array.of(this.touch === undefined ? NO_FINGER : OK);
  }

  #extract(buffer: number): Uint8Array {
    const image = this.#image;
    if (image === undefined) return Uint8Array.of(NO_IMAGE);
    if (image.how !== 'good') return Uint8Array.of(UNUSABLE[image.how]);
    this.#features.set(buffer, image.finger);
    return Uint8Array.of(OK);
  }

  #search(given: readonly number[]): Uint8Array {
    const start = uint16(given, 1);
    const end = start + uint16(given, 3);
    const finger = this.#features.get(given[0] ?? 0);
    if (this.traps.junkHit) return Uint8Array.of(OK, 0, 0, 0, 0);
    if (this.traps.impossiblePage) return Uint8Array.of(OK, ...bytes16(this.#capacity), ...bytes16(SCORE));
    const hit = [...this.library].find(([page, owner]) => owner === finger && page >= start && page < end);
    if (hit !== undefined) return Uint8Array.of(OK, ...bytes16(hit[0]), ...bytes16(SCORE));
    return this.traps.paddedNotFound ? Uint8Array.of(NOT_FOUND, 0, 0, 0, 0) : Uint8Array.of(NOT_FOUND);
  }

  #combine(): Uint8Array {
    const first = this.#features.get(1);
    if (first === undefined || first !== this.#features.get(2)) return Uint8Array.of(DIFFERENT);
    this.#template = first;
    return Uint8Array.of(OK);
  }

  #store(page: number): Uint8Array {
    if (page >= this.#capacity || this.#template === undefined) return Uint8Array.of(BAD_PAGE);
    this.library.set(page, this.#template);
    return Uint8Array.of(OK);
  }

  #remove(page: number, count: number): Uint8Array {
    if (page + count > this.#capacity) return Uint8Array.of(BAD_PAGE);
    for (let at = page; at < page + count; at += 1) this.library.delete(at);
    return Uint8Array.of(OK);
  }

  #parameters(): Uint8Array {
    const words = [0x000c, 0x2ec8, this.#capacity, this.security, 0xffff, 0xffff, 2, 6];
    return Uint8Array.of(OK, ...words.flatMap(bytes16));
  }

  #index(table: number): Uint8Array {
    const index = new Uint8Array(32);
    for (const page of this.library.keys()) {
      const bit = page - 256 * table;
      if (bit >= 0 && bit < 256) index[bit >> 3] = (index[bit >> 3] ?? 0) | (1 << (bit & 7));
    }
    return Uint8Array.of(OK, ...index);
  }

  #readNotepad(page: number): Uint8Array {
    if (this.traps.noNotepad || page >= NOTEPAD_PAGES) return Uint8Array.of(BAD_NOTEPAD_PAGE);
    return Uint8Array.of(OK, ...(this.#notepad.get(page) ?? new Uint8Array(NOTEPAD_BYTES)));
  }

  #writeNotepad(page: number, bytes: readonly number[]): Uint8Array {
    if (this.traps.noNotepad || page >= NOTEPAD_PAGES) return Uint8Array.of(BAD_NOTEPAD_PAGE);
    this.#notepad.set(page, Uint8Array.from(bytes.slice(0, NOTEPAD_BYTES)));
    return Uint8Array.of(OK);
  }
}

function uint16(bytes: readonly number[], at: number): number {
  return (bytes[at] ?? 0) * 0x100 + (bytes[at + 1] ?? 0);
}

function bytes16(value: number): readonly [number, number] {
  return [(value >> 8) & 0xff, value & 0xff];
}
