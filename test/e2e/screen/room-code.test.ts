import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { ScreenState } from '#contracts/engine-link/screen-state.ts';
import { at } from '../../kiosk/screen/support/campus.ts';
import { openScreen } from '../../kiosk/screen/support/open-screen.ts';
import { CODE_TEXT, codeAt, STATES, session } from '../../kiosk/screen/support/states.ts';
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

type Box = { readonly left: number; readonly top: number; readonly size: number };

/** What the pixels of one square of a picture are like. */
type Look = {
  /** Every colour in it, as `r,g,b`. */
  readonly colours: readonly string[];
  /** The lengths of all unbroken runs of one colour, along rows and columns. */
  readonly runs: readonly number[];
  /** How far the first and the last black pixel are from the square's edges, the least of the four sides. */
  readonly margin: number;
};

async function lookAt(png: Buffer, box: Box): Promise<Look> {
  return await darkroom.evaluate(
    async ({ base64, left, top, size }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.drawImage(bitmap, 0, 0);
      const pixels = new Uint32Array(context.getImageData(left, top, size, size).data.buffer);
      const coloursOf = (pixel: number) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255].join();
      const along = [...Array(size).keys()];
      const rows = along.map((y) => pixels.subarray(y * size, (y + 1) * size));
      const columns = along.map((x) => Uint32Array.from(along, (y) => pixels[y * size + x] ?? 0));
      const runsIn = (line: Uint32Array): number[] => {
        const starts = [...line.keys()].filter((index) => index === 0 || line[index] !== line[index - 1]);
        return starts.map((start, index) => (starts[index + 1] ?? size) - start);
      };
      const BLACK = 0xff000000;
      const marginsOf = (lines: Uint32Array[]): number[] => {
        const inked = lines.flatMap((line, index) => (line.includes(BLACK) ? [index] : []));
        return [inked[0] ?? 0, size - 1 - (inked.at(-1) ?? 0)];
      };
      return {
        colours: [...new Set(pixels)].map(coloursOf).toSorted(),
        runs: [...new Set([...rows, ...columns].flatMap(runsIn))],
        margin: Math.min(...marginsOf(rows), ...marginsOf(columns)),
      };
    },
    { base64: png.toString('base64'), ...box },
  );
}

/** Where the code stands, in device pixels. */
async function codeBox(page: Page, scale: number): Promise<Box> {
  const box = await page.getByRole('img', { name: /Room code/ }).boundingBox();
  if (box === null) throw new Error('no code');
  const [left = 0, top = 0, size = 0] = [box.x, box.y, box.width].map((length) => length * scale);
  // Layout counts in 64ths of a pixel; anything further off would be between two pixels.
  for (const length of [left, top, size]) expect(Math.abs(length - Math.round(length))).toBeLessThan(0.05);
  return { left: Math.round(left), top: Math.round(top), size: Math.round(size) };
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
    { width: 1920, height: 1080, scale: 2, text: LONG_TEXT },
  ])(
    'is pure black and white, whole device pixels a module, at $width × $height and scale $scale',
    async ({ width, height, scale, text }) => {
      const now = at('09:12:41');
      const code = codeAt(now, text);
      const screen = await openScreen(browser, session({ code }), {
        viewport: { width, height },
        deviceScaleFactor: scale,
      });
      const box = await codeBox(screen.page, scale);
      const png = await screen.page.screenshot();
      const look = await lookAt(png, box);
      const modules = code.size + 2 * QUIET_ZONE_MODULES;
      const modulePx = box.size / modules;

      expect(Number.isInteger(modulePx)).toBe(true);
      expect(look.colours).toEqual(['0,0,0', '255,255,255']);
      expect(look.runs.filter((run) => run % modulePx !== 0)).toEqual([]);
      expect(look.margin).toBe(QUIET_ZONE_MODULES * modulePx);
      expect(await read(png)).toBe(text);

      // Nothing larger would have fitted beside the bar at its foot.
      expect(modulePx).toBe(Math.floor((Math.min(width, height) * 0.994 * scale) / modules));
      await screen.close();
    },
  );

  test.each(['accepted', 'refused', 'session-controls', 'session-unlocking', 'session-offline'] as const)(
    'can be read from the whole display while it shows %s',
    async (name) => {
      const states: Readonly<Record<string, () => ScreenState>> = STATES;
      const state = states[name]?.();
      if (state === undefined) throw new Error(`no state ${name}`);
      for (const theme of ['light', 'dark']) {
        const screen = await openScreen(browser, state, { query: `?theme=${theme}` });
        expect(await read(await screen.page.screenshot())).toBe(CODE_TEXT);
        await screen.close();
      }
    },
  );

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
