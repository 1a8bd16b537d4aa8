import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { openScreen } from '../kiosk/screen/support/open-screen.ts';
import { STATES, type StateName } from '../kiosk/screen/support/states.ts';
import { launchChromium } from '../support/chromium.ts';

type Form = {
  readonly form: string;
  readonly width: number;
  readonly height: number;
  readonly query: string;
};

const FORMS: readonly Form[] = [
  { form: 'light', width: 1920, height: 1080, query: '?theme=light&lang=en' },
  { form: 'dark', width: 1920, height: 1080, query: '?theme=dark&lang=en' },
  { form: 'de', width: 1920, height: 1080, query: '?theme=light&lang=de' },
  { form: '4k', width: 3840, height: 2160, query: '?theme=light&lang=en' },
  { form: 'portrait', width: 1080, height: 1920, query: '?theme=light&lang=en' },
  { form: 'small', width: 1280, height: 720, query: '?theme=light&lang=en' },
  { form: 'square', width: 1280, height: 1024, query: '?theme=light&lang=en' },
  { form: 'panel', width: 800, height: 480, query: '?theme=light&lang=en' },
];

/** Pictures that need a touch first: a button's name for a state. */
const TOUCHED: Readonly<Record<string, readonly string[]>> = {
  session: ['Settings'],
  'session-simulator': ['Simulator'],
  'session-controls': ['End class'],
};

// For looking at, not for keeping: `node test/screenshots/every-screen.ts <folder> [part of a name]`.
const [folder, part = ''] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say which folder the pictures go to.');
mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
for (const { form, width, height, query } of FORMS) {
  for (const state of Object.keys(STATES) as StateName[]) {
    const name = `${form}-${state}`;
    if (!name.includes(part)) continue;
    const screen = await openScreen(browser, STATES[state](), {
      viewport: { width, height },
      reducedMotion: 'reduce',
      query,
    });
    await screen.page.screenshot({ path: join(folder, `${name}.png`) });
    for (const button of form === 'de' ? [] : (TOUCHED[state] ?? [])) {
      await screen.page.getByRole('button', { name: button }).click();
      await screen.page.screenshot({ path: join(folder, `${name}-${button}.png`) });
    }
    await screen.close();
    process.stdout.write(`${name}\n`);
  }
}
await browser.close();
