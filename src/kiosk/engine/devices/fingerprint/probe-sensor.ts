import { randomBytes } from 'node:crypto';
import { toHex } from '#domain/encoding/hex.ts';
import type { SensorParameters } from './answers.ts';
import { NOTEPAD_BYTES } from './commands.ts';
import type { Sensor } from './sensor.ts';

/** A sensor that was found on a port, and all that tells it from another. */
export type SensorFound = {
  readonly type: number;
  readonly capacity: number;
  /** In use. */
  readonly pages: readonly number[];
  /** What a kiosk wrote into its memory to know it again; null: nothing yet. Undefined: it has no such memory. */
  readonly marker: string | null | undefined;
};

export type SensorTrouble = 'silent' | 'wrong-password' | 'no-sensor';

/** The last of the 16: whoever else uses the notepad begins at the front. */
const MARKER_PAGE = 15;
const MARKER_TAG = 'muster/1';
const MARKER_BYTES = 16;

/** Wrong matches were reported from sensors at 1 and 2. */
const LEAST_SECURITY = 3;
/** More than any of this family has; what claims more isn't one. */
const MOST_TEMPLATES = 10_000;

/** Finds out what there is. The password comes first: a sensor that has one answers nothing else before it. */
export async function probeSensor(sensor: Sensor, password: number): Promise<SensorFound | SensorTrouble> {
  const verified = await sensor.verifyPassword(password);
  if (verified.kind === 'silent') return 'silent';
  if (verified.kind === 'wrong-password' || verified.kind === 'locked') return 'wrong-password';
  const parameters = await sensor.parameters();
  if (parameters === undefined || !isPlausible(parameters)) return 'no-sensor';
  const { type, capacity, security } = parameters;
  if (security < LEAST_SECURITY) await sensor.setSecurity(LEAST_SECURITY);
  const pages = await sensor.usedPages(capacity);
  if (pages === undefined) return 'no-sensor';
  const page = await sensor.notepad(MARKER_PAGE);
  return { type, capacity, pages, marker: page === undefined ? undefined : markerIn(page) };
}

/** Makes the sensor one that will be known again; undefined when it doesn't keep what it is told. */
export async function markSensor(
  sensor: Sensor,
  random: (bytes: number) => Uint8Array = randomBytes,
): Promise<string | undefined> {
  const marker = random(MARKER_BYTES);
  const page = new Uint8Array(NOTEPAD_BYTES);
  page.set(Buffer.from(MARKER_TAG, 'latin1'));
  page.set(marker, MARKER_TAG.length);
  const written = await sensor.writeNotepad(MARKER_PAGE, page);
  const read = written.kind === 'ok' ? await sensor.notepad(MARKER_PAGE) : undefined;
  const kept = read === undefined ? null : markerIn(read);
  return kept === toHex(marker) ? kept : undefined;
}

function markerIn(page: Uint8Array): string | null {
  const tag = Buffer.from(page.subarray(0, MARKER_TAG.length)).toString('latin1');
  if (tag !== MARKER_TAG) return null;
  return toHex(page.subarray(MARKER_TAG.length, MARKER_TAG.length + MARKER_BYTES));
}

function isPlausible({ capacity, security }: SensorParameters): boolean {
  return capacity >= 1 && capacity <= MOST_TEMPLATES && security <= 5;
}
