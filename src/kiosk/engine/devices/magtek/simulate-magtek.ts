import { NEEDS_UHID } from '../hid/needs-uhid.ts';
import { UhidDevice } from '../hid/uhid-device.ts';
import { simulatedUsbDevice } from '../simulate/simulated-usb-device.ts';
import { MAGTEK_TWIN, swipeReport } from './magtek-twin.ts';

/** What fits on track 2 (ISO 7811). */
const TRACK_2 = /^[\d=]{1,37}$/;

export const simulateMagTek = simulatedUsbDevice({
  name: 'magtek',
  summary: 'MagTek, a USB reader of magnetic stripes',
  help: `${NEEDS_UHID}\n`,
  settings: { track2: '600123NNNNNNNN' },
  plug: () => {
    const device = new UhidDevice(MAGTEK_TWIN);
    const swipe = (track2: string | undefined) => {
      void device.send(swipeReport(track2));
      return '';
    };
    const help = [
      "TRACK2       swipes a card with these digits and = on track 2: 60012300001234 fits the settings' pattern",
      "damaged      swipes a card that can't be read",
    ];
    const obey = (line: string) => {
      if (line === 'damaged') return swipe(undefined);
      return TRACK_2.test(line) ? swipe(line) : undefined;
    };
    return { twin: { help, obey, hear: () => undefined, unplugged: () => undefined }, port: device };
  },
});
