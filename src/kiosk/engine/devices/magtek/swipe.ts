/** The report of a MagTek reader in HID mode: 3 states, 3 lengths, the kind of card, and 110 bytes for each track (manual 99875191). */
export const SWIPE_BYTES = 337;
const TRACK_2_STATE = 1;
const TRACK_2_LENGTH = 4;
const TRACK_2_START = 117;
const TRACK_BYTES = 110;

/** `unreadable`: the stripe was damaged, or drawn through too fast. `empty`: there is nothing on track 2. */
export type Swipe =
  | { readonly kind: 'track'; readonly track2: string }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'empty' };

/** What stands on track 2, without its sentinels; undefined if this is no report of such a reader. The other tracks, which bear names, are never looked at. */
export function readSwipe(report: Uint8Array): Swipe | undefined {
  if (report.length !== SWIPE_BYTES) return undefined;
  const length = report[TRACK_2_LENGTH] ?? 0;
  if (length > TRACK_BYTES) return undefined;
  if (((report[TRACK_2_STATE] ?? 0) & 1) !== 0) return { kind: 'unreadable' };
  if (length === 0) return { kind: 'empty' };
  const text = new TextDecoder('latin1').decode(report.subarray(TRACK_2_START, TRACK_2_START + length));
  const [, track2] = /^;([0-9=]+)\?.?$/s.exec(text) ?? [];
  return track2 === undefined ? { kind: 'unreadable' } : { kind: 'track', track2 };
}

/** Nothing of a card stays in memory longer than it takes to read it. */
export function wipe(report: Uint8Array): void {
  report.fill(0);
}
