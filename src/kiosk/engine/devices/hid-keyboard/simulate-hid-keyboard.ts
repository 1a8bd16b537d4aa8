import { NEEDS_UHID } from '../hid/needs-uhid.ts';
import { UhidDevice } from '../hid/uhid-device.ts';
import { cardWords } from '../simulate/card-words.ts';
import { simulatedUsbDevice } from '../simulate/simulated-usb-device.ts';
import { HID_KEYBOARD_TWIN, keyboardReports } from './hid-keyboard-twin.ts';

/** As fast as such readers type. */
const REPORT_EVERY_MS = 4;

export const simulateHidKeyboard = simulatedUsbDevice({
  name: 'hid-keyboard',
  summary: 'USB reader of 125 kHz cards that types',
  help: `${NEEDS_UHID} What it types, it types into whatever window is in front unless 72-muster-hidden-keys.rules is installed.\n`,
  settings: { usb: '16c0:27db' },
  plug: ({ after }) => {
    const device = new UhidDevice(HID_KEYBOARD_TWIN);
    const type = (reports: readonly Uint8Array[]) => {
      const [first, ...rest] = reports;
      if (first === undefined) return;
      void device.send(first);
      after(REPORT_EVERY_MS, () => type(rest));
    };
    const words = cardWords(
      {
        hold: (card) => {
          if (!card.startsWith('em:')) return 'This reader reads 125 kHz cards only.';
          type(keyboardReports(String(Number.parseInt(card.slice(3), 16)).padStart(10, '0')));
          return undefined;
        },
        takeAway: () => undefined,
        tricks: {},
      },
      after,
    );
    return { twin: { ...words, hear: () => undefined, unplugged: () => undefined }, port: device };
  },
});
