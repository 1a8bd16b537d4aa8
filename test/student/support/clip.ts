import { writeFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { toDataURL } from 'qrcode';

/** What a camera sees for a while: a code, or the bare wall. */
export type Scene = { readonly text: string | null; readonly frames: number };

const CAMERA = { width: 1280, height: 720 };

/** Writes a film for Chromium's fake camera, which plays it at thirty pictures a second and over again. `path` must end in `.mjpeg`. */
export async function makeClip(browser: Browser, path: string, scenes: readonly Scene[]): Promise<void> {
  const page = await browser.newPage({ viewport: CAMERA, deviceScaleFactor: 1 });
  const film: Buffer[] = [];
  for (const { text, frames } of scenes) {
    // Seen from the side and a little out of focus, as from a seat in the room.
    const code = text === null ? '' : `<img src="${await toDataURL(text, { width: 430, margin: 4 })}">`;
    await page.setContent(
      `<style>body{margin:0;height:100vh;display:grid;place-items:center;background:#6b665d}
       img{transform:perspective(1400px) rotateY(22deg) rotate(3deg);filter:blur(.7px) contrast(.8)}</style>${code}`,
    );
    const jpeg = await page.screenshot({ type: 'jpeg', quality: 70 });
    for (let i = 0; i < frames; i++) film.push(jpeg);
  }
  writeFileSync(path, Buffer.concat(film));
  await page.close();
}

/** Arguments that give a browser this film for a camera, and let pages use it. */
export function cameraShowing(path: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`,
  ];
}
