import { randomBytes } from 'node:crypto';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { fromHex } from '#domain/encoding/hex.ts';
import { cardWords } from '../simulate/card-words.ts';
import type { Twin, TwinDeps } from '../simulate/twin.ts';
import { COMMAND } from './command.ts';
import { ACK, ERROR_FRAME, encodePn532, type Pn532Frame, splitPn532 } from './frame.ts';
import { answerWithUid } from './target.ts';

/** How many tries to activate a card mean "for ever". */
const FOR_EVER = 0xff;
/** Where RFConfiguration's item 5 has that number. */
const TRIES_AT = 3;

/** To the commands that it knows; firmware 1.6 is what most chips have. */
const ANSWERS: ReadonlyMap<number, readonly number[]> = new Map([
  [COMMAND.samConfiguration, []],
  [COMMAND.firmwareVersion, [0x32, 0x01, 0x06, 0x07]],
  [COMMAND.rfConfiguration, []],
]);

type Held = { readonly kind: 'card'; readonly uid: Uint8Array } | { readonly kind: 'phone' };

/** Behaves like a PN532 on a serial port: asleep until woken up, silent until a card comes, deaf when it hangs. */
export class Pn532Twin implements Twin {
  readonly help: readonly string[];
  readonly #deps: TwinDeps;
  readonly #words: Pick<Twin, 'help' | 'obey'>;
  #rest: Uint8Array = new Uint8Array();
  #isAwake = false;
  #hangs = false;
  /** Some chips take no notice of how often they should look. */
  #isStubborn = false;
  #looksForEver = true;
  #isBlind = false;
  /** It was asked for a card and is silent until one comes. */
  #isLooking = false;
  #held: Held | undefined;

  constructor(deps: TwinDeps) {
    this.#deps = deps;
    this.#words = cardWords(
      {
        hold: (card) => this.hold(card),
        takeAway: () => this.takeAway(),
        tricks: {
          phone: {
            what: 'a phone, whose number is another one each time it is looked at',
            play: () => this.holdPhone(),
          },
          hang: { what: 'it no longer answers until its plug is pulled', play: () => this.hang() },
          dip: { what: 'its power dips: it falls asleep', play: () => this.fallAsleep() },
          stubborn: {
            what: 'it looks for a card until one comes, whatever it is told',
            play: () => this.beStubborn(),
          },
          blind: {
            what: 'it no longer understands what looking for a card is',
            play: () => this.goBlind(),
          },
          noise: { what: 'bytes that mean nothing', play: () => this.makeNoise() },
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
    if (!this.#isAwake) {
      const wake = bytes.indexOf(0x55);
      if (wake === -1) return;
      this.#isAwake = true;
    }
    const { frames, rest } = splitPn532(Buffer.concat([this.#rest, bytes]));
    this.#rest = rest;
    for (const frame of frames) this.#take(frame);
  }

  unplugged(): void {
    this.fallAsleep();
    this.#hangs = false;
    this.#isBlind = false;
  }

  hold(card: CardNumber): string | undefined {
    const uid = card.startsWith('hf:') ? fromHex(card.slice('hf:'.length)) : undefined;
    if (uid === undefined || uid.length === 8)
      return 'This reader knows cards of ISO 14443 only: hf: and 4, 7 or 10 bytes.';
    this.#show({ kind: 'card', uid });
    return undefined;
  }

  holdPhone(): void {
    this.#show({ kind: 'phone' });
  }

  takeAway(): void {
    this.#held = undefined;
  }

  hang(): void {
    this.#hangs = true;
  }

  fallAsleep(): void {
    this.#rest = new Uint8Array();
    this.#isAwake = false;
    this.#isLooking = false;
    this.#looksForEver = true;
  }

  beStubborn(): void {
    this.#isStubborn = true;
    this.#looksForEver = true;
  }

  goBlind(): void {
    this.#isBlind = true;
  }

  makeNoise(): void {
    this.#deps.write(Uint8Array.of(0xff, 0x00, 0x00, 0xff, 0x0c, 0xf4, 0xd5, 0x4b, 0x01));
  }

  #show(held: Held): void {
    this.#held = held;
    if (this.#isLooking) this.#answerLook();
  }

  #take(frame: Pn532Frame): void {
    if (frame.kind === 'ack') this.#isLooking = false;
    // A chip that is busy may drop what it is at for a new command, or not; this one doesn't.
    if (this.#isLooking) return;
    if (frame.kind !== 'data' || frame.from !== 'host') return;
    if (frame.command === COMMAND.listPassiveTarget && !this.#isBlind) {
      this.#deps.write(ACK);
      this.#isLooking = true;
      this.#answerLook();
    } else this.#answer(frame.command, frame.body);
  }

  #answer(command: number, asked: Uint8Array): void {
    this.#deps.write(ACK);
    const answer = ANSWERS.get(command);
    if (command === COMMAND.rfConfiguration && !this.#isStubborn)
      this.#looksForEver = asked[TRIES_AT] === FOR_EVER;
    this.#deps.write(answer === undefined ? ERROR_FRAME : encodePn532('chip', command + 1, answer));
  }

  #answerLook(): void {
    const held = this.#held;
    if (held === undefined && this.#looksForEver) return;
    this.#isLooking = false;
    const body = held === undefined ? [0] : answerWithUid(uidOf(held));
    this.#deps.write(encodePn532('chip', COMMAND.listPassiveTarget + 1, body));
  }
}

function uidOf(held: Held): Uint8Array {
  return held.kind === 'card' ? held.uid : Uint8Array.of(0x08, ...randomBytes(3));
}
