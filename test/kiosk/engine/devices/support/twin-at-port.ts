import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SYSTEM_DEVICE_DEPS } from '../../../../../src/kiosk/engine/devices/device-deps.ts';
import { PtyPort } from '../../../../../src/kiosk/engine/devices/simulate/pty-port.ts';
import type { MakeTwin, Twin } from '../../../../../src/kiosk/engine/devices/simulate/twin.ts';

export type TwinAtPort = {
  readonly path: string;
  readonly twin: Twin;
  readonly plugIn: () => Promise<void>;
  /** The twin loses its power, and the port is gone. */
  readonly unplug: () => Promise<void>;
  /** Any bytes, as if the device had sent them. */
  readonly write: (bytes: Uint8Array) => void;
  readonly end: () => Promise<void>;
};

/** A twin on a real pseudo-terminal in a folder of its own, not plugged in yet. */
export async function twinAtPort(makeTwin: MakeTwin): Promise<TwinAtPort> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-twin-'));
  const path = join(folder, 'reader');
  const port = new PtyPort(path, SYSTEM_DEVICE_DEPS.after, (bytes) => twin.hear(bytes));
  const twin = makeTwin({ after: SYSTEM_DEVICE_DEPS.after, write: (bytes) => port.write(bytes) });
  const unplug = async () => {
    twin.unplugged();
    await port.unplug();
  };
  return {
    path,
    twin,
    plugIn: () => port.plugIn(),
    unplug,
    write: (bytes) => port.write(bytes),
    end: async () => {
      await unplug();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
