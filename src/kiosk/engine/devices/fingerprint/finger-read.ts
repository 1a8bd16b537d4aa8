import type { TouchAdvice } from './confirmation.ts';
import type { SensorFound } from './probe-sensor.ts';

/** Names one sensor, wherever it is plugged in. Random; nothing of the hardware. */
export type SensorId = string;

/** A finger on a sensor, told once a touch: until it was lifted nothing more is told of it. */
export type FingerRead = {
  readonly reader: string;
  readonly sensor: SensorId;
  /** The page whose template the finger matches; null: none, or not surely enough. */
  readonly page: number | null;
  /** Why there was nothing to look for; null: there was. */
  readonly advice: TouchAdvice | null;
  readonly stay: string;
  /** Monotonic ms of the sensor's last answer. */
  readonly at: number;
};

/** Who a sensor is taken for, and what is to be done about it before it is used. */
export type SensorWelcome = {
  readonly id: SensorId;
  /** Pages whose people have gone, or which nobody knows on a sensor that is ours. */
  readonly erase: readonly number[];
};

export type FingerListeners = {
  readonly onFinger: (read: FingerRead) => void;
  /** A sensor answered for the first time on this connection. */
  readonly onSensor: (reader: string, found: SensorFound) => SensorWelcome;
  /** These pages are empty now. */
  readonly onErased: (sensor: SensorId, pages: readonly number[]) => void;
};
