import type { CardNumber } from '#domain/card-number/card-number.ts';
import { cardWords } from '../simulate/card-words.ts';
import type { MakeTwin, TwinDeps } from '../simulate/twin.ts';
import { MODEL_TRAITS, type Rdm6300Model } from './rdm6300-models.ts';
import { REPEAT_EVERY_MS, rdm6300Frame } from './rdm6300-twin.ts';

/** Frames a module made up beside a noisy power supply, without any card; their checksums hold. */
const MADE_UP_FRAMES = ['\x02B59A99E5A9FA\x03', '\x02DA9386B5EA90\x03', '\x02000000000000\x03'];

/** The first byte of most cheap EM4100 cards. */
const VERSION = 0x01;

/** A module of this family that does what somebody types. */
export function makeRdm6300Twin(model: Rdm6300Model): MakeTwin {
  return ({ after, write }) => {
    const field = new Field(model, { after, write });
    const noise = {
      what: 'frames of cards that are not there, as a noisy power supply makes them',
      play: () => {
        for (const frame of MADE_UP_FRAMES) write(Buffer.from(frame, 'latin1'));
      },
    };
    const half = {
      what: 'half a frame, as of a card pulled away too soon',
      play: () => write(Buffer.from('\x0201000734', 'latin1')),
    };
    const words = cardWords(
      { hold: (card) => field.hold(card), takeAway: () => field.takeAway(), tricks: { noise, half } },
      after,
    );
    // These modules don't listen.
    return { hear: () => undefined, unplugged: () => field.takeAway(), ...words };
  };
}

class Field {
  readonly #model: Rdm6300Model;
  readonly #deps: TwinDeps;
  #cancelRepeat: () => void = () => undefined;

  constructor(model: Rdm6300Model, deps: TwinDeps) {
    this.#model = model;
    this.#deps = deps;
  }

  hold(card: CardNumber): string | undefined {
    if (!card.startsWith('em:')) return 'This reader knows 125 kHz cards only.';
    this.takeAway();
    const { repeats, crLf } = MODEL_TRAITS[this.#model];
    const frame = rdm6300Frame(card, { version: VERSION, crLf });
    const send = () => {
      this.#deps.write(frame);
      if (repeats) this.#cancelRepeat = this.#deps.after(REPEAT_EVERY_MS, send);
    };
    send();
    return undefined;
  }

  takeAway(): void {
    this.#cancelRepeat();
  }
}
