import process from 'node:process';
import { z } from 'zod';
import { type Command, command, EXIT } from '#platform/command-line/command.ts';
import type { Terminal } from '#platform/command-line/terminal.ts';
import { type DeviceDeps, SYSTEM_DEVICE_DEPS } from '../device-deps.ts';
import { interrupted } from './interrupted.ts';
import { runTwin, type TwinPort } from './run-twin.ts';
import type { Twin } from './twin.ts';

/** A twin and what it is plugged into. */
export type PluggedTwin = {
  readonly twin: Twin;
  readonly port: TwinPort;
};

export type SimulatedUsbDevice = {
  /** The `kind` of the settings that make a kiosk read it. */
  readonly name: string;
  readonly summary: string;
  /** What it takes to play with it. */
  readonly help: string;
  /** What makes a kiosk read it. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly plug: (deps: Pick<DeviceDeps, 'after'>) => PluggedTwin;
};

/** The command that lets a person play with a device that the system itself takes for real. */
export function simulatedUsbDevice(device: SimulatedUsbDevice): Command {
  const { name, summary, help } = device;
  return command({
    name,
    summary,
    help: `Plugs a simulated ${summary} into this computer, and does what you type.\n\n${help}`,
    settings: z.object({}),
    run: (_, terminal) => simulate(device, terminal),
  });
}

async function simulate({ name, summary, settings, plug }: SimulatedUsbDevice, terminal: Terminal) {
  const { twin, port } = plug(SYSTEM_DEVICE_DEPS);
  try {
    await port.plugIn();
    terminal.out(`${summary}. For the kiosk's settings: ${JSON.stringify({ kind: name, ...settings })}\n`);
    await runTwin(twin, port, { input: process.stdin, say: terminal.out, signal: interrupted() });
    return EXIT.fine;
  } catch (error) {
    terminal.note(`${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT.impossible;
  }
}
