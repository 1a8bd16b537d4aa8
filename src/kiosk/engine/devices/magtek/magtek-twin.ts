import type { HidTwin } from '../hid/hid-twin.ts';
import { SWIPE_BYTES } from './swipe.ts';

export const MAGTEK_TWIN: HidTwin = {
  vendorId: 0x0801,
  productId: 0x0002,
  name: 'Mag-Tek USB Swipe Reader',
  descriptor: [
    ...[0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08],
    ...[0x96, SWIPE_BYTES & 0xff, SWIPE_BYTES >> 8, 0x09, 0x20, 0x81, 0x02, 0xc0],
  ],
};

/** The report of a swipe with this on track 2, without sentinels; undefined: the stripe couldn't be read. The name on track 1 is there as on any card. */
export function swipeReport(track2: string | undefined): Uint8Array {
  const report = new Uint8Array(SWIPE_BYTES);
  const name = new TextEncoder().encode('%B0000000000000000^DOE/JANE^9912?');
  report.set(name, 7);
  report[3] = name.length;
  if (track2 === undefined) {
    report[1] = 1;
    return report;
  }
  const text = new TextEncoder().encode(`;${track2}?`);
  report[4] = text.length;
  report.set(text, 117);
  return report;
}
