import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { ScreenState } from '#contracts/engine-link/screen-state.ts';
import { openScreen } from '../../kiosk/screen/support/open-screen.ts';
import { CODE_TEXT, codeAt, STATES, session } from '../../kiosk/screen/support/states.ts';
import { at } from '../../kiosk/screen/support/campus.ts';
import { launchChromium } from '../../support/chromium.ts';

const QUIET_ZONE_MODULES = 4;
const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');

let browser: Browser;
let darkroom: Page;

beforeAll(async () => {
  await prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer }, fireImmediately: true });
  browser = await launchChromium();
  darkroom = await browser.newPage();
});

afterAll(() => browser.close());

type Pixels = { readonly width: number; readonly height: number; readonly grey: readonly number[] };

/** The pixels of a picture, one number each: 0 black, 255 white, -1 anything that isn't grey. */
async function pixelsOf(png: Buffer): Promise<Pixels> {
  return await darkroom.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const grey = Array.from({ length: bitmap.width * bitmap.height }, (_, index) => {
      const [red, green, blue] = data.subarray(4 * index, 4 * index + 3);
      return red !== undefined && red === green && green === blue ? red : -1;
    });
    return { width: bitmap.width, height: bitmap.height, grey };
  }, png.toString('base64'));
}

/** The length of every unbroken run of one colour, row by row and column by column. */
function runsIn({ width, height, grey }: Pixels): Set<number> {
  const lines = [
    ...Array.from({ length: height }, (_, y) => grey.slice(y * width, (y + 1) * width)),
    ...Array.from({ length: width }, (_, x) => grey.filter((_pixel, index) => index % width === x)),
  ];
  const runs = new Set<number>();
  for (const line of lines) {
    let start = 0;
    for (let index = 1; index <= line.length; index += 1) {
      if (line[index] === line[start]) continue;
      runs.add(index - start);
      start = index;
    }
  }
  return runs;
}

async function photograph(page: Page): Promise<Buffer> {
  return await page.getByRole('img', { name: /Room code/ }).screenshot();
}

async function read(png: Buffer): Promise<string | undefined> {
  const [found] = await readBarcodes(new Blob([new Uint8Array(png)]), { formats: ['QRCode'] });
  return found?.text;
}

const LONG_TEXT = 'HTTPS://MUSTER.CAMPUS-NORTH.EXAMPLE.EDU:8443/C/CEABCDEFGHIJKLMNOPQRSTUVWXYZ2345';

describe('the room code', () => {
  test.each([
    { width: 1920, height: 1080, scale: 1, text: CODE_TEXT },
    { width: 1920, height: 1080, scale: 1, text: LONG_TEXT },
    { width: 3840, height: 2160, scale: 1, text: CODE_TEXT },
    { width: 1080, height: 1920, scale: 1, text: CODE_TEXT },
    { width: 1280, height: 720, scale: 1, text: CODE_TEXT },
    { width: 1366, height: 768, scale: 1, text: LONG_TEXT },
    { width: 1536, height: 864, scale: 1.25, text: CODE_TEXT },
    { width: 1280, height: 720, scale: 1.5, text: CODE_TEXT },
    { width: 1097, height: 617, scale: 1.75, text: CODE_TEXT },
    { width: 800, height: 480, scale: 2, text: LONG_TEXT },
  ])(
    'is pure black and white, whole device pixels a module, at $width × $height and scale $scale',
    async ({ width, height, scale, text }) => {
      const now = at('09:12:41');
      const code = codeAt(now, text);
      const screen = await openScreen(browser, session({ code }), {
        viewport: { width, height },
        deviceScaleFactor: scale,
      });
      const png = await photograph(screen.page);
      const pixels = await pixelsOf(png);
      const modules = code.size + 2 * QUIET_ZONE_MODULES;

      expect(pixels.width).toBe(pixels.height);
      expect(pixels.width % modules).toBe(0);
      expect([...new Set(pixels.grey)].sort((a, b) => a - b)).toEqual([0, 255]);
      const modulePx = pixels.width / modules;
      expect([...runsIn(pixels)].filter((run) => run % modulePx !== 0)).toEqual([]);

      const { width: w, grey } = pixels;
      const isQuiet = (x: number, y: number): boolean =>
        Math.min(x, y, w - 1 - x, w - 1 - y) < QUIET_ZONE_MODULES * modulePx;
      expect(grey.some((pixel, index) => pixel === 0 && isQuiet(index % w, Math.floor(index / w)))).toBe(false);
      expect(await read(png)).toBe(text);

      // Nothing larger would have fitted.
      const room = (Math.min(width, height) * scale) / modules;
      expect(modulePx).toBeGreaterThanOrEqual(Math.floor(room) - Math.ceil(room * 0.1));
      await screen.close();
    },
  );

  test.each([
    'accepted',
    'refused',
    'session-controls',
    'session-unlocking',
    'session-offline',
  ] as const)('can be read from the whole display while it shows %s', async (name) => {
    const states: Readonly<Record<string, () => ScreenState>> = STATES;
    const state = states[name]?.();
    if (state === undefined) throw new Error(`no state ${name}`);
    for (const theme of ['light', 'dark']) {
      const screen = await openScreen(browser, state, { query: `?theme=${theme}` });
      expect(await read(await screen.page.screenshot())).toBe(CODE_TEXT);
      await screen.close();
    }
  });

  test('keeps its place and size whatever happens beside it', async () => {
    const screen = await openScreen(browser, STATES['session-simulator']());
    const code = screen.page.getByRole('img', { name: /Room code/ });
    const before = await code.boundingBox();
    await screen.page.getByRole('button', { name: 'Simulator' }).click();
    expect(await code.boundingBox()).toEqual(before);
    await screen.show(STATES.accepted());
    expect(await code.boundingBox()).toEqual(before);
    await screen.show(STATES['session-controls']());
    expect(await code.boundingBox()).toEqual(before);
    await screen.close();
  });

  test('gives way to words while the teacher hides it', async () => {
    const screen = await openScreen(browser, STATES['session-hidden']());
    expect(await screen.page.getByRole('img', { name: /Room code/ }).count()).toBe(0);
    expect(await read(await screen.page.screenshot())).toBeUndefined();
    await screen.page.getByText('The code is hidden').waitFor();
    await screen.close();
  });
});
