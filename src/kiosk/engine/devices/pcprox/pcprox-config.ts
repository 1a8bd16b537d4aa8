import type { HidConnection } from '../hid/hid-connection.ts';
import { REPORT_BYTES, report } from './pcprox-report.ts';

/** Followed by an answer, it is the device's first page of settings; followed by eight bytes, those are the page from now on. */
const CONFIG_PAGE_0 = report(0x80);
/** Asked for; nothing is to be written into the device's lasting memory, so that it is what it was when it is plugged in again. */
const CONFIG_DONE = report(0x90, 0);

/** How many bits the reader leaves out before and behind a card's number. */
export type PcProxParity = { readonly leading: number; readonly trailing: number };

/** Stops the device from typing: cards are then to be had by asking only. */
const HALT_TYPING = 0x80;

/** Has the device keep its cards until it is asked for them, and says what it leaves out of them; undefined: it doesn't answer. */
export async function stopTyping(
  device: Pick<HidConnection, 'exchange' | 'send'>,
): Promise<PcProxParity | undefined> {
  const page = await device.exchange(CONFIG_PAGE_0);
  if (page === undefined) return undefined;
  const quiet = withTypingHalted(page);
  if (quiet !== undefined) {
    await device.send(CONFIG_PAGE_0);
    await device.send(quiet);
  }
  await device.send(CONFIG_DONE);
  return parityCut(page);
}

/** The parity bits this page has the reader leave out. */
export function parityCut(page: Uint8Array): PcProxParity {
  const [, , bits = 0] = page;
  return { leading: bits & 0x0f, trailing: bits >> 4 };
}

/** The page that stops a device with this one from typing; undefined if it doesn't type. */
export function withTypingHalted(page: Uint8Array): readonly number[] | undefined {
  const flags = page[REPORT_BYTES - 1] ?? 0;
  if ((flags & HALT_TYPING) !== 0) return undefined;
  return [...page.subarray(0, REPORT_BYTES - 1), flags | HALT_TYPING];
}
