import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import type { KioskReady } from '#contracts/process-messages.ts';
import { KeptProgram } from './keep-running.ts';
import { type Display, type DisplayWish, findDisplay, kioskArguments } from './kiosk-display.ts';
import { keepCompiled, ONE_ARENA, SMALL_HEAP } from './node-options.ts';

const folder = join(import.meta.dirname, '../..');
const engineEntry = join(folder, 'src/kiosk/engine/index.ts');

const USAGE = `Usage: npm run kiosk -- [--host=auto|electron|browser] [--display=none] [settings of the engine]

Starts the kiosk's engine and shows its screen: in Electron where it can be had, else in Chromium over the whole screen, else
it prints the screen's address. With --host only that one is tried; with --display=none nothing is opened.

`;

const HostSchema = z.enum(['auto', 'electron', 'browser']);
const AddressSchema = z.object({ type: z.literal('address'), url: z.string() });

/** Exit codes of the engine that starting it again doesn't help: its settings are wrong, or only a person can put right what is. */
const HOPELESS: readonly (number | null)[] = [2, 3];

function isOurs(word: string): boolean {
  return word.startsWith('--host=') || word === '--display=none';
}

function wishIn(argv: readonly string[]): DisplayWish | undefined {
  const asked = argv.find((word) => word.startsWith('--host='));
  const host = HostSchema.safeParse(asked === undefined ? 'auto' : asked.slice('--host='.length));
  if (!host.success) return undefined;
  return argv.includes('--display=none') ? 'none' : host.data;
}

function tellReady(address: string, display: KioskReady['display']): void {
  if (process.send === undefined) process.stdout.write(`Muster kiosk (${display}): ${address}\n`);
  else process.send({ type: 'ready', address, display } satisfies KioskReady);
}

function endWith(programs: readonly KeptProgram[]): void {
  const end = () => void Promise.all(programs.map((program) => program.end())).then(() => process.exit(0));
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  // The process that started this one has died.
  process.on('disconnect', end);
}

/** The shell starts the engine by itself; here that is its source, under this Node. */
function runElectron([program = '', ...argv]: readonly string[]): void {
  const env = { ...process.env, MUSTER_ENGINE_NODE: process.execPath, MUSTER_ENGINE_ENTRY: engineEntry };
  const shell = new KeptProgram({
    launch: () => spawn(program, argv, { env, stdio: 'inherit' }),
    // Somebody closed the window.
    onExit: (code) => (code === 0 ? process.exit(0) : true),
  });
  shell.start();
  endWith([shell]);
  tellReady('', 'electron');
}

function runEngine(argv: readonly string[], display: Exclude<Display, { kind: 'electron' }>): void {
  let address: string | undefined;
  let isFresh = true;
  const profile = join(dataFolder(argv), 'kiosk', 'browser');
  const browser =
    display.kind === 'none' ? undefined : keptBrowser(display.program, profile, () => address ?? '');
  const engine = new KeptProgram({
    launch: () => {
      isFresh = true;
      const child = spawnEngine(argv);
      child.on('message', (message) => {
        const parsed = AddressSchema.safeParse(message);
        if (!parsed.success) return;
        const isFirst = address === undefined;
        address = parsed.data.url;
        if (isFirst) tellReady(address, display.kind);
        if (isFirst) browser?.start();
        // The page of the engine before has no right to this one.
        else if (isFresh) browser?.startAnew();
        isFresh = false;
      });
      return child;
    },
    onExit: (code) => {
      if (!HOPELESS.includes(code)) return true;
      process.exit(code ?? 1);
    },
  });
  engine.start();
  endWith(browser === undefined ? [engine] : [browser, engine]);
}

function spawnEngine(argv: readonly string[]): ChildProcess {
  const env = { ...process.env, ...keepCompiled(), ...ONE_ARENA, MUSTER_SCREEN: 'browser' };
  return spawn(process.execPath, [...SMALL_HEAP, engineEntry, ...argv], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** Where the engine keeps everything, by the same settings that it reads. */
function dataFolder(argv: readonly string[]): string {
  const asked = argv.find((word) => word.startsWith('--data='));
  return asked?.slice('--data='.length) ?? process.env['MUSTER_DATA'] ?? 'data';
}

function keptBrowser(program: string, profile: string, address: () => string): KeptProgram {
  return new KeptProgram({
    launch: () => spawn(program, kioskArguments(address(), profile, asRoot), { stdio: 'ignore' }),
    onExit: () => true,
  });
}

const asRoot = process.getuid?.() === 0;
const argv = process.argv.slice(2);
const wish = wishIn(argv);
if (argv.includes('--help') || wish === undefined) {
  process.stdout.write(USAGE);
  spawn(process.execPath, [engineEntry, '--help'], { stdio: 'inherit' });
  process.exitCode = wish === undefined ? 2 : 0;
} else {
  const display = findDisplay({ wish, env: process.env, platform: process.platform, folder, asRoot });
  const engineArgv = argv.filter((word) => !isOurs(word));
  if (display.kind === 'electron') runElectron(display.command);
  else runEngine(engineArgv, display);
}
