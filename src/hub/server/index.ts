import process from 'node:process';
import { readSettings } from '#platform/settings.ts';
import type { RunningHub } from './hub.ts';
import { HubSettingsSchema, settingsHelp } from './settings.ts';
import { StartProblem } from './start-problem.ts';
import { loadDrizzleLightly } from './store/light-drizzle.ts';

/** What shells take for "called wrongly". */
const EXIT_WRONG_SETTINGS = 2;

/** By convention: what failed may work when it is tried again. */
const EXIT_RESTART = 75;

/** Given up when the disk is full: room for some 100,000 events until somebody has looked after it. */
const BALLAST_BYTES = 64 * 2 ** 20;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Told once, on the terminal of whoever starts the hub for the first time. */
function announce({ url, localUrl, firstAdmin }: RunningHub): void {
  say(`Muster hub: ${localUrl}/console/ on this machine, ${url} for phones and kiosks`);
  if (firstAdmin === null) return;
  const secret = firstAdmin.password ?? 'as set in MUSTER_ADMIN_PASSWORD';
  say(`First administrator: ${firstAdmin.username}, password: ${secret}`);
  if (firstAdmin.password !== null) say('This password is shown only once.');
}

function stopOnSignals(hub: RunningHub): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void hub.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Started by another program, and that one is gone.
  if (process.send !== undefined) process.on('disconnect', stop);
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    say(settingsHelp());
    return;
  }
  const settings = readSettings(HubSettingsSchema, { env: process.env, argv: process.argv.slice(2) });
  if (!settings.ok) {
    complain(`${settings.error}\n\nSee --help.`);
    process.exitCode = EXIT_WRONG_SETTINGS;
    return;
  }
  loadDrizzleLightly();
  const { startHub } = await import('./hub.ts');
  const hub = await startHub(settings.value, {
    ballastBytes: BALLAST_BYTES,
    // At once: nothing may be written on top of what may not be on the disk.
    onDiskFailed: () => process.exit(EXIT_RESTART),
  });
  stopOnSignals(hub);
  announce(hub);
  process.send?.({ type: 'ready', url: hub.localUrl, publicUrl: hub.url, demo: hub.demo });
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  complain(error.message);
  process.exitCode = 1;
}
