import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { findChromium } from './chromium.ts';

function succeeds(command: string): boolean {
  return spawnSync(command, { shell: true, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Before the browser tests: finds a Chromium or installs one, and says which. */
export function setup(): void {
  if (findChromium() !== undefined) return;
  say(
    'The browser tests need Chromium, and this machine has none. Installing one, which can take some minutes.',
  );
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    succeeds('apt-get update -q && apt-get install -q -y chromium');
  }
  if (findChromium() === undefined) succeeds('npx playwright install chromium');
  const found = findChromium();
  say(
    found === undefined
      ? 'Chromium could not be installed, so the browser tests will fail. Install it by hand, or name one in MUSTER_CHROMIUM.'
      : `Installed ${found}.`,
  );
}
