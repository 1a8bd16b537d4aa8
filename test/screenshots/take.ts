import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Browser } from '@playwright/test';
import { ScreenHost } from '../kiosk/screen/support/screen-host.ts';
import { STATES, type StateName } from '../kiosk/screen/support/states.ts';
import { launchChromium } from '../support/chromium.ts';

type Shot = {
  readonly file: string;
  readonly state: StateName;
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly lang?: 'en' | 'de';
  /** Name of a button to touch before the picture is taken. */
  readonly touch?: string;
};

/** The handful that is kept beside the documents. */
const KEPT: readonly Shot[] = [
  { file: 'session-light', state: 'session' },
  { file: 'session-dark', state: 'session', theme: 'dark' },
  { file: 'ready', state: 'ready' },
  { file: 'accepted', state: 'accepted' },
  { file: 'refused', state: 'refused' },
];

const names = Object.keys(STATES) as StateName[];

/** Every screen in every form, for looking at: not kept. */
const ALL: readonly Shot[] = [
  ...names.map((state): Shot => ({ file: `light-${state}`, state })),
  ...names.map((state): Shot => ({ file: `dark-${state}`, state, theme: 'dark' })),
  ...names.map((state): Shot => ({ file: `portrait-${state}`, state, width: 1080, height: 1920 })),
  ...names.map((state): Shot => ({ file: `de-${state}`, state, lang: 'de' })),
  ...names.map((state): Shot => ({ file: `small-${state}`, state, width: 1280, height: 720 })),
  ...names.map((state): Shot => ({ file: `panel-${state}`, state, width: 800, height: 480 })),
  ...names.map((state): Shot => ({ file: `square-${state}`, state, width: 1280, height: 1024 })),
  { file: '4k-session', state: 'session', width: 3840, height: 2160 },
  { file: 'light-settings', state: 'session', touch: 'Settings' },
  { file: 'light-simulator', state: 'session-simulator', touch: 'Simulator' },
  { file: 'portrait-simulator', state: 'session-simulator', touch: 'Simulator', width: 1080, height: 1920 },
  { file: 'light-end', state: 'session-controls', touch: 'End class' },
];

async function take(browser: Browser, host: ScreenHost, address: string, shot: Shot, folder: string) {
  const page = await browser.newPage({
    viewport: { width: shot.width ?? 1920, height: shot.height ?? 1080 },
    reducedMotion: 'reduce',
  });
  host.show(STATES[shot.state]());
  await page.goto(`${address}?theme=${shot.theme ?? 'light'}&lang=${shot.lang ?? 'en'}`);
  await page.locator('[data-screen]').waitFor();
  await page.evaluate(() => document.fonts.ready);
  if (shot.touch !== undefined) await page.getByRole('button', { name: shot.touch }).click();
  await page.waitForTimeout(150);
  await page.screenshot({ path: join(folder, `${shot.file}.png`) });
  await page.close();
}

// `npm run screenshots` takes the kept ones; `-- --all <folder> [part of a name]` takes every form into a folder.
const [mode, folder, part] = process.argv.slice(2);
const isAll = mode === '--all' && folder !== undefined;
const target = isAll ? folder : join(import.meta.dirname, '../../docs/screenshots');
const shots = isAll ? ALL.filter(({ file }) => file.includes(part ?? '')) : KEPT;
mkdirSync(target, { recursive: true });
const host = new ScreenHost();
const address = await host.start();
const browser = await launchChromium();
for (const shot of shots) {
  await take(browser, host, address, shot, target);
  process.stdout.write(`${shot.file}.png\n`);
}
await browser.close();
await host.stop();
