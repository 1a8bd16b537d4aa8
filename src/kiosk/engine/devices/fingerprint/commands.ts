/**
 * The operations of a ZhianTec, Grow or Synochip sensor that we use. Those that carry templates or images out of the sensor or into it
 * (08 to 0B) are left out on purpose: what is on the sensor stays there.
 */
export const OPERATION = {
  takeImage: 0x01,
  extractFeatures: 0x02,
  search: 0x04,
  combine: 0x05,
  store: 0x06,
  remove: 0x0c,
  setParameter: 0x0e,
  readParameters: 0x0f,
  verifyPassword: 0x13,
  writeNotepad: 0x18,
  readNotepad: 0x19,
  fastSearch: 0x1b,
  count: 0x1d,
  readIndex: 0x1f,
  /** The ring of light of an R503. Other firmware means something else by it, so only who says that there is such a ring gets it. */
  ring: 0x35,
} as const;
export type SearchOperation = typeof OPERATION.search | typeof OPERATION.fastSearch;

/** The sensor has two places for the features of a touch. */
export type FeatureBuffer = 1 | 2;

/** The sensor's free memory: 16 pages of 32 bytes. */
export const NOTEPAD_BYTES = 32;

const SECURITY_PARAMETER = 5;

export const takeImage = () => Uint8Array.of(OPERATION.takeImage);
export const extractFeatures = (into: FeatureBuffer) => Uint8Array.of(OPERATION.extractFeatures, into);
/** Makes one template of the features of both touches. */
export const combine = () => Uint8Array.of(OPERATION.combine);
export const readParameters = () => Uint8Array.of(OPERATION.readParameters);
export const countTemplates = () => Uint8Array.of(OPERATION.count);
/** Which of the 256 pages from `256 * table` hold a template. */
export const readIndex = (table: number) => Uint8Array.of(OPERATION.readIndex, table);
export const readNotepad = (page: number) => Uint8Array.of(OPERATION.readNotepad, page);

/** Looks for the touch in `buffer` among the `count` pages from `start`. */
export function search(
  operation: SearchOperation,
  buffer: FeatureBuffer,
  { start, count }: { readonly start: number; readonly count: number },
): Uint8Array {
  return Uint8Array.of(operation, buffer, ...uint16(start), ...uint16(count));
}

/** Keeps the template that `combine` made. */
export function store(page: number): Uint8Array {
  return Uint8Array.of(OPERATION.store, 1, ...uint16(page));
}

export function removeTemplates(page: number, count: number): Uint8Array {
  return Uint8Array.of(OPERATION.remove, ...uint16(page), ...uint16(count));
}

/** How alike two touches must be for the sensor, 1 to 5. */
export function setSecurity(level: number): Uint8Array {
  return Uint8Array.of(OPERATION.setParameter, SECURITY_PARAMETER, level);
}

export function verifyPassword(password: number): Uint8Array {
  return Uint8Array.of(OPERATION.verifyPassword, ...uint16(password >>> 16), ...uint16(password & 0xffff));
}

export function writeNotepad(page: number, bytes: Uint8Array): Uint8Array {
  if (bytes.length !== NOTEPAD_BYTES) throw new Error('a notepad page has 32 bytes');
  return Uint8Array.of(OPERATION.writeNotepad, page, ...bytes);
}

/** `breathe`: somebody is to touch. `flash`: it went wrong. `on`: it went well. */
export type RingLight = 'breathe' | 'on' | 'flash' | 'off';

const RING_MODE: Readonly<Record<RingLight, readonly number[]>> = {
  // Mode, speed, colour (1 red, 2 blue), count (0: without end).
  breathe: [0x01, 0x80, 0x02, 0x00],
  flash: [0x02, 0x20, 0x01, 0x03],
  on: [0x03, 0x00, 0x02, 0x00],
  off: [0x04, 0x00, 0x02, 0x00],
};

export function ringLight(light: RingLight): Uint8Array {
  return Uint8Array.of(OPERATION.ring, ...RING_MODE[light]);
}

function uint16(value: number): readonly [number, number] {
  return [(value >> 8) & 0xff, value & 0xff];
}
