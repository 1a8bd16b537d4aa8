import { type HidTwin, keyboardDescriptor } from '../hid/hid-twin.ts';
import { REPORT_BYTES } from './pcprox-report.ts';

/** An 8-byte feature report of a vendor's own usage. */
const FEATURE_ITEMS = [
  ...[0x06, 0x00, 0xff, 0x09, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, REPORT_BYTES, 0xb1, 0x02],
];

/** As it leaves the factory: one parity bit cut off at each end, Enter after a number, typing. */
const FACTORY_PAGE = Uint8Array.of(0, 0, 0x11, 16, 26, 0, 40, 0);
const HALT_TYPING = 0x80;

/** A pcProx: keeps the card in its field, and its first page of settings until it is unplugged. */
export class PcProxTwin implements HidTwin {
  readonly vendorId = 0x0c27;
  readonly productId = 0x3bfa;
  readonly name = 'RFIDeas USB Keyboard';
  readonly descriptor = keyboardDescriptor(FEATURE_ITEMS);
  #page = FACTORY_PAGE;
  #bits = new Uint8Array(REPORT_BYTES);
  #count = 0;
  #asked = 0;
  #awaitsPage = false;
  #askedForBits = false;

  /** A card of 26 bits. */
  hold(facility: number, number: number): void {
    this.#bits = new Uint8Array(REPORT_BYTES);
    this.#bits.set([number & 0xff, number >> 8, facility]);
    this.#count = 24;
  }

  /** A card of so many other bits. */
  holdStrange(count: number): void {
    this.#bits = new Uint8Array(REPORT_BYTES).fill(0x5a);
    this.#count = count;
  }

  takeAway(): void {
    this.#bits = new Uint8Array(REPORT_BYTES);
    this.#count = 0;
  }

  unplugged(): void {
    this.#page = FACTORY_PAGE;
    this.#awaitsPage = false;
  }

  /** Whether it would type a card's number, too. */
  get types(): boolean {
    return ((this.#page[REPORT_BYTES - 1] ?? 0) & HALT_TYPING) === 0;
  }

  readonly setFeature = (report: Uint8Array): void => {
    const [command = 0] = report;
    if (this.#awaitsPage) {
      this.#page = Uint8Array.from(report);
      this.#awaitsPage = false;
      return;
    }
    // Unless it is asked for its answer first, what comes next is the page.
    this.#awaitsPage = command === 0x80;
    this.#asked = command;
    this.#askedForBits ||= command === 0x8f;
  };

  readonly getFeature = (): Uint8Array | undefined => {
    const answer = new Uint8Array(REPORT_BYTES);
    if (this.#asked === 0x80) answer.set(this.#page);
    if (this.#asked === 0x8f) answer.set(this.#bits);
    // Of the length nothing is known before the bits were asked for.
    if (this.#asked === 0x8e && this.#askedForBits) answer.set([this.#count, this.#count]);
    this.#awaitsPage = false;
    return answer;
  };
}
