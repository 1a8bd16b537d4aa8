import { randomBytes } from 'node:crypto';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { fromHex } from '#domain/encoding/hex.ts';
import { cardWords } from '../simulate/card-words.ts';
import type { Twin, TwinDeps } from '../simulate/twin.ts';
import { encodeTwn4, splitTwn4 } from './line.ts';
import { TAG_TYPE } from './tag.ts';

const NAME = 'TWN4/SIM1.00/PRS1.04';
const DONE = 0x00;
const UNKNOWN_FUNCTION = 0x01;
const PARSER_ERROR = 0x05;

/** A card's number as the reader gives it. */
type Tag = { readonly type: number; readonly bits: number; readonly id: Uint8Array };

/** Behaves like an ELATEC TWN4 that speaks the simple protocol. */
export class Twn4Twin implements Twin {
  readonly help: readonly string[];
  readonly #deps: TwinDeps;
  readonly #words: Pick<Twin, 'help' | 'obey'>;
  #rest: Uint8Array = new Uint8Array();
  #hangs = false;
  #look: () => Tag | undefined = () => undefined;

  constructor(deps: TwinDeps) {
    this.#deps = deps;
    this.#words = cardWords(
      {
        hold: (card) => this.hold(card),
        takeAway: () => this.takeAway(),
        tricks: {
          phone: { what: 'a phone, whose number is another one at each look', play: () => this.holdPhone() },
          hang: { what: 'it no longer answers until its plug is pulled', play: () => this.hang() },
          noise: { what: 'half a line, and one that means nothing', play: () => this.makeNoise() },
        },
      },
      deps.after,
    );
    this.help = this.#words.help;
  }

  obey(line: string): string | undefined {
    return this.#words.obey(line);
  }

  hear(bytes: Uint8Array): void {
    if (this.#hangs) return;
    const { frames, rest, junk } = splitTwn4(Buffer.concat([this.#rest, bytes]));
    this.#rest = rest;
    if (junk > 0) this.#say([PARSER_ERROR]);
    for (const asked of frames) this.#answer(asked);
  }

  unplugged(): void {
    this.#rest = new Uint8Array();
    this.#hangs = false;
  }

  hold(card: CardNumber): string | undefined {
    const tag = tagOf(card);
    if (tag === undefined) return 'This reader knows em: and hf: cards only.';
    this.#look = () => tag;
    return undefined;
  }

  holdPhone(): void {
    this.#look = () => ({ type: TAG_TYPE.iso14443a, bits: 32, id: Uint8Array.of(0x08, ...randomBytes(3)) });
  }

  takeAway(): void {
    this.#look = () => undefined;
  }

  hang(): void {
    this.#hangs = true;
  }

  makeNoise(): void {
    this.#deps.write(Buffer.from('0001802\rAT+GCAP\r', 'latin1'));
  }

  #answer([group, command]: Uint8Array): void {
    if (group === 0x00 && command === 0x04) this.#say([DONE, NAME.length, ...Buffer.from(NAME, 'latin1')]);
    else if (group === 0x05 && command === 0x00) this.#tellTag();
    else this.#say([UNKNOWN_FUNCTION]);
  }

  #tellTag(): void {
    const tag = this.#look();
    if (tag === undefined) this.#say([DONE, 0]);
    else this.#say([DONE, 1, tag.type, tag.bits, tag.id.length, ...tag.id]);
  }

  #say(bytes: readonly number[]): void {
    this.#deps.write(encodeTwn4(bytes));
  }
}

function tagOf(card: CardNumber): Tag | undefined {
  const [kind, digits = ''] = card.split(':');
  const bytes = fromHex(digits);
  if (bytes === undefined) return undefined;
  // The version byte of most cheap EM4100 cards.
  if (kind === 'em') return { type: TAG_TYPE.em4102, bits: 40, id: Uint8Array.of(0x01, ...bytes) };
  if (kind !== 'hf') return undefined;
  const type = bytes.length === 8 ? TAG_TYPE.iso15693 : TAG_TYPE.iso14443a;
  return { type, bits: bytes.length * 8, id: bytes };
}
