import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { launchChromium } from '../support/chromium.ts';
import type { Camera } from './camera.ts';

// `npm run screenshots`: each file in `pictures/` takes those of one page, by its `takePictures(camera)`.
const pictures = join(import.meta.dirname, 'pictures');
const folder = join(import.meta.dirname, '../../docs/screenshots');
mkdirSync(folder, { recursive: true });

const browser = await launchChromium();
const camera: Camera = {
  browser,
  take: async (page, name) => {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    process.stdout.write(`docs/screenshots/${name}.png\n`);
  },
};
for (const file of readdirSync(pictures).toSorted()) {
  const { takePictures }: { takePictures: (camera: Camera) => Promise<void> } = await import(
    pathToFileURL(join(pictures, file)).href
  );
  await takePictures(camera);
}
await browser.close();
