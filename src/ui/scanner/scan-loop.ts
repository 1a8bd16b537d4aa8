import type { Decoder } from './decoder.ts';

/** Ten pictures a second are plenty, and leave a phone cool. */
const BETWEEN_FRAMES_MS = 100;
/** The same code is offered again after this long: the network may have swallowed the first. */
const SAME_CODE_AGAIN_MS = 2_000;
const LONGEST_SIDE = 1280;

export type ScanLoop = {
  readonly video: HTMLVideoElement;
  readonly decoder: Decoder;
  /** Whether the scanner is done. */
  readonly onText: (text: string) => Promise<boolean>;
  readonly signal: AbortSignal;
};

/** Reads codes from the picture until one is accepted or the scanner is closed. One that stays in the picture is told again and again. */
export async function scanUntilAccepted({ video, decoder, onText, signal }: ScanLoop): Promise<void> {
  const canvas = document.createElement('canvas');
  let last = { text: '', at: Number.NEGATIVE_INFINITY };
  while (!signal.aborted) {
    const began = performance.now();
    const text = await readFrame(video, canvas, decoder);
    if (signal.aborted) return;
    const isNew = text !== null && (text !== last.text || began - last.at > SAME_CODE_AGAIN_MS);
    if (isNew) {
      last = { text, at: began };
      if (await onText(text)) return;
    }
    await pause(Math.max(0, BETWEEN_FRAMES_MS - (performance.now() - began)));
  }
}

async function readFrame(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  decoder: Decoder,
): Promise<string | null> {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || document.hidden) return null;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(videoWidth, videoHeight));
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return await decoder.read(context.getImageData(0, 0, canvas.width, canvas.height));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
