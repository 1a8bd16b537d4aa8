import type { DecodedFrame, FrameToDecode } from './frame.ts';

/** Owns the worker that reads codes. */
export class Decoder {
  readonly #worker = new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' });
  readonly #waiting = new Map<number, (text: string | null) => void>();
  #lastId = 0;

  constructor() {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<DecodedFrame>) => {
      this.#waiting.get(data.id)?.(data.text);
      this.#waiting.delete(data.id);
    });
  }

  /** What the code in the picture says, or null without one. */
  read(image: ImageData): Promise<string | null> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      const frame: FrameToDecode = { id, image };
      this.#worker.postMessage(frame, [image.data.buffer]);
    });
  }

  close(): void {
    this.#worker.terminate();
  }
}
