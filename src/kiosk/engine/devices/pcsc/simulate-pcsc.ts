import type { CardNumber } from '#domain/card-number/card-number.ts';
import { fromHex } from '#domain/encoding/hex.ts';
import { cardWords } from '../simulate/card-words.ts';
import { simulatedUsbDevice } from '../simulate/simulated-usb-device.ts';
import { VirtualCard } from './virtual-card.ts';

/** Where vpcd waits for cards unless it is told otherwise. */
const VPCD_PORT = 35_963;

/** The reader is vpcd's own and always there: only cards come and go. */
class CardAtVpcd {
  #card: VirtualCard | undefined;
  #wanted: CardNumber | undefined;

  async plugIn(): Promise<void> {
    // To see now whether anybody listens.
    const card = await VirtualCard.hold(VPCD_PORT, { uid: undefined }).catch((error: Error) => {
      throw new Error(`No virtual reader: install vsmartcard-vpcd and start pcscd. ${error.message}`);
    });
    await card.takeAway();
  }

  async unplug(): Promise<void> {
    this.takeAway();
  }

  hold(card: CardNumber): string | undefined {
    const uid = card.startsWith('hf:') ? fromHex(card.slice(3)) : undefined;
    if (uid === undefined) return 'This reader reads 13.56 MHz cards only: hf: and hex digits.';
    this.takeAway();
    this.#wanted = card;
    void this.#connect(card, uid);
    return undefined;
  }

  takeAway(): void {
    this.#wanted = undefined;
    void this.#card?.takeAway();
    this.#card = undefined;
  }

  async #connect(card: CardNumber, uid: Uint8Array): Promise<void> {
    const held = await VirtualCard.hold(VPCD_PORT, { uid }).catch(() => undefined);
    if (this.#wanted === card) this.#card = held;
    else await held?.takeAway();
  }
}

export const simulatePcsc = simulatedUsbDevice({
  name: 'pcsc',
  summary: "card at the virtual reader of the system's smart-card service",
  help: "It needs pcscd and vsmartcard-vpcd, whose reader is there as long as they run. Leave cards there for a second ('hold'): the\nservice looks for one every 0.4 s.\n",
  settings: {},
  plug: ({ after }) => {
    const field = new CardAtVpcd();
    const words = cardWords(
      { hold: (card) => field.hold(card), takeAway: () => field.takeAway(), tricks: {} },
      after,
    );
    return { twin: { ...words, hear: () => undefined, unplugged: () => field.takeAway() }, port: field };
  },
});
