import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { type Command, command, EXIT, type ExitCode } from '#platform/command-line/command.ts';
import type { Terminal } from '#platform/command-line/terminal.ts';
import { SYSTEM_DEVICE_DEPS } from '../device-deps.ts';
import { interrupted } from './interrupted.ts';
import { PtyPort } from './pty-port.ts';
import { RealPort } from './real-port.ts';
import { runTwin, type TwinPort } from './run-twin.ts';
import type { MakeTwin } from './twin.ts';

export type SimulatedSerialDevice = {
  /** The `kind` of the settings that make a kiosk read it. */
  readonly name: string;
  /** A few words, without a full stop: for the list of devices. */
  readonly summary: string;
  readonly baudRate: number;
  readonly makeTwin: MakeTwin;
};

const SettingsSchema = z.object({
  port: z.string().min(1).max(200).optional(),
  baudRate: z.coerce.number().int().min(300).max(115_200).optional(),
});

const HELP = `  --port=PATH       a serial port with a cable to the kiosk's, or where to make a port that isn't there yet (by socat,
                    which has to be installed). Without it one is made in the system's temporary folder.
  --baud-rate=N     the speed of a serial port that exists, if not the device's usual one

It prints what to write into the kiosk's settings, and what may be typed.
`;

/** The command that lets a person play with this device's twin. */
export function simulatedSerialDevice(device: SimulatedSerialDevice): Command {
  const { name, summary } = device;
  return command({
    name,
    summary,
    help: `Puts a simulated ${summary} on a serial port, and does what you type.\n\n${HELP}`,
    settings: SettingsSchema,
    run: (settings, terminal) => simulate(device, settings, terminal),
  });
}

async function simulate(
  { name, summary, baudRate: usual, makeTwin }: SimulatedSerialDevice,
  settings: z.infer<typeof SettingsSchema>,
  terminal: Terminal,
): Promise<ExitCode> {
  const path = settings.port ?? join(await mkdtemp(join(tmpdir(), 'muster-simulate-')), name);
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  const { after } = SYSTEM_DEVICE_DEPS;
  const twin = makeTwin({ after, write: (bytes) => port.write(bytes) });
  const hear = (bytes: Uint8Array) => twin.hear(bytes);
  const port: TwinPort & { write(bytes: Uint8Array): void } = isThere
    ? new RealPort({ path, baudRate: settings.baudRate ?? usual }, hear)
    : new PtyPort(path, after, hear);
  try {
    await port.plugIn();
    const config = JSON.stringify({ kind: name, path });
    terminal.out(`${summary} at ${path}. For the kiosk's settings: ${config}\n`);
    await runTwin(twin, port, { input: process.stdin, say: terminal.out, signal: interrupted() });
    return EXIT.fine;
  } catch (error) {
    terminal.note(`${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT.impossible;
  } finally {
    // A terminal that somebody could go on typing at would keep the program from ending.
    process.stdin.destroy();
    if (settings.port === undefined) await rm(dirname(path), { recursive: true, force: true });
  }
}
