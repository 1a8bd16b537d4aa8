import type { SensorId } from '../devices/fingerprint/finger-read.ts';
import type { SensorFound } from '../devices/fingerprint/probe-sensor.ts';

/** A sensor that was seen before. */
export type KnownSensor = {
  readonly id: SensorId;
  readonly reader: string;
  readonly marked: boolean;
  readonly type: number;
  readonly capacity: number;
  /** The last one seen at its reader. */
  readonly current: boolean;
  /** Places with a finger of somebody who is known. */
  readonly kept: readonly number[];
};

export type Recognised = {
  readonly id: SensorId;
  /** Another one than was at this reader before. */
  readonly replaces: SensorId | undefined;
  /** Taken, and nobody's: what was interrupted, or has to be forgotten. Only of a sensor that is ours. */
  readonly erase: readonly number[];
  /** Of somebody, and empty: the sensor has lost them. */
  readonly lost: readonly number[];
};

/**
 * Which sensor this is. One that has a memory carries its name in it. Another is the one that was here if it is of the same make and
 * has a template wherever that one had: places are given out at random, so that another sensor hardly looks the same.
 */
export function recogniseSensor(
  found: SensorFound,
  reader: string,
  { sensors, newId }: { readonly sensors: readonly KnownSensor[]; readonly newId: () => SensorId },
): Recognised {
  const before = sensors.find((sensor) => sensor.reader === reader && sensor.current);
  const known = typeof found.marker === 'string' ? byMarker(found.marker, sensors) : byLooks(found, before);
  const id = known?.id ?? found.marker ?? newId();
  const replaces = before === undefined || before.id === id ? undefined : before.id;
  if (known === undefined) return { id, replaces, erase: [], lost: [] };
  const kept = new Set(known.kept);
  const taken = new Set(found.pages);
  return {
    id,
    replaces,
    erase: found.pages.filter((page) => !kept.has(page)),
    lost: known.kept.filter((page) => !taken.has(page)),
  };
}

function byMarker(marker: string, sensors: readonly KnownSensor[]): KnownSensor | undefined {
  return sensors.find(({ id }) => id === marker);
}

function byLooks(found: SensorFound, before: KnownSensor | undefined): KnownSensor | undefined {
  if (before === undefined || before.marked) return undefined;
  const isSameMake = before.type === found.type && before.capacity === found.capacity;
  const taken = new Set(found.pages);
  return isSameMake && before.kept.every((page) => taken.has(page)) ? before : undefined;
}
