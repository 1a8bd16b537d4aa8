import { existsSync } from 'node:fs';
import process from 'node:process';
import { type Browser, chromium } from '@playwright/test';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

// Nothing a browser does of its own accord may load the machine or reach the network while a test runs.
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const ADVICE =
  'No Chromium found for the browser tests. Install it (`apt-get install chromium`, or `npx playwright install chromium`), or name one in MUSTER_CHROMIUM.';

/** The browser the tests use: the one named in MUSTER_CHROMIUM, the system's, or Playwright's own. */
export function findChromium(): string | undefined {
  const named = process.env['MUSTER_CHROMIUM'];
  const candidates = named === undefined ? [...SYSTEM_BROWSERS, chromium.executablePath()] : [named];
  return candidates.find((path) => existsSync(path));
}

/** The arguments every test's browser is started with. Chromium's sandbox refuses to run as root. */
export function chromiumArguments(more: readonly string[] = []): string[] {
  const asRoot = process.getuid?.() === 0;
  return [...(asRoot ? ['--no-sandbox'] : []), ...QUIET, ...more];
}

/** Starts a headless browser; `more` are further command-line arguments, such as a fake camera. */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(ADVICE);
  return await chromium.launch({ executablePath, args: chromiumArguments(more) });
}
