import { writeFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';

/** How a phone held by a person in the room sees the wall: at an angle, a little blurred, dim and compressed. */
export type Shot = {
  readonly turnYDeg: number;
  readonly turnXDeg: number;
  readonly rollDeg: number;
  /** Width of the photographed display in camera pixels. */
  readonly widthPx: number;
  readonly blurPx: number;
  readonly contrast: number;
  readonly jpegQuality: number;
};

export const FROM_THE_THIRD_ROW: Shot = {
  turnYDeg: 24,
  turnXDeg: -9,
  rollDeg: 4,
  widthPx: 900,
  blurPx: 0.8,
  contrast: 0.75,
  jpegQuality: 70,
};

const CAMERA = { width: 1280, height: 720 };

/** A camera that photographs what a page displays, as pixels, and hands the picture to another browser as its webcam. */
export class FakeCamera {
  readonly #darkroom: Page;
  readonly clipPath: string;

  private constructor(darkroom: Page, clipPath: string) {
    this.#darkroom = darkroom;
    this.clipPath = clipPath;
  }

  /** `clipPath` must end in `.mjpeg`: Chromium tells the format by the name. */
  static async set(browser: Browser, clipPath: string): Promise<FakeCamera> {
    const darkroom = await browser.newPage({ viewport: CAMERA, deviceScaleFactor: 1 });
    const camera = new FakeCamera(darkroom, clipPath);
    await darkroom.setContent(
      '<body style="margin:0;background:#6b665d;overflow:hidden;display:grid;place-items:center;height:100vh"><img></body>',
    );
    camera.#keep(await darkroom.screenshot({ type: 'jpeg', quality: 80 }));
    return camera;
  }

  /** Photographs the page as it is displayed now; from then on the webcam shows that picture. */
  async photograph(display: Page, shot: Shot = FROM_THE_THIRD_ROW): Promise<Buffer> {
    const pixels = await display.screenshot({ type: 'png' });
    await this.#darkroom.evaluate(
      async ({ source, shot }) => {
        const image = document.querySelector('img');
        if (image === null) throw new Error('the darkroom has no picture');
        image.src = source;
        await image.decode();
        image.style.width = `${shot.widthPx}px`;
        image.style.transform = `perspective(1600px) rotateY(${shot.turnYDeg}deg) rotateX(${shot.turnXDeg}deg) rotate(${shot.rollDeg}deg)`;
        image.style.filter = `blur(${shot.blurPx}px) contrast(${shot.contrast})`;
      },
      { source: `data:image/png;base64,${pixels.toString('base64')}`, shot },
    );
    const picture = await this.#darkroom.screenshot({ type: 'jpeg', quality: shot.jpegQuality });
    this.#keep(picture);
    return picture;
  }

  // A clip of several equal frames: Chromium loops it.
  #keep(jpeg: Buffer): void {
    writeFileSync(this.clipPath, Buffer.concat(Array.from({ length: 8 }, () => jpeg)));
  }
}
