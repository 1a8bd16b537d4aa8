import { NEEDS_UHID } from '../hid/needs-uhid.ts';
import { UhidDevice } from '../hid/uhid-device.ts';
import { cardWords } from '../simulate/card-words.ts';
import { simulatedUsbDevice } from '../simulate/simulated-usb-device.ts';
import { PcProxTwin } from './pcprox-twin.ts';

/** Bits of a long format that isn't H10301. */
const STRANGE_BITS = 35;

export const simulatePcProx = simulatedUsbDevice({
  name: 'pcprox',
  summary: 'rf IDeas pcProx, a USB reader of HID Prox cards',
  help: `${NEEDS_UHID}\n`,
  settings: {},
  plug: ({ after }) => {
    const twin = new PcProxTwin();
    const words = cardWords(
      {
        hold: (card) => {
          const [, facility, number] = /^w26:(\d+)\.(\d+)$/.exec(card) ?? [];
          if (facility === undefined || number === undefined)
            return 'This reader reads HID Prox cards only: w26:118.1603 is facility 118, number 1603.';
          twin.hold(Number(facility), Number(number));
          return undefined;
        },
        takeAway: () => twin.takeAway(),
        tricks: {
          strange: {
            what: `a card of ${STRANGE_BITS} bits, until it is taken away`,
            play: () => twin.holdStrange(STRANGE_BITS),
          },
        },
      },
      after,
    );
    return {
      twin: { ...words, hear: () => undefined, unplugged: () => twin.unplugged() },
      port: new UhidDevice(twin),
    };
  },
});
