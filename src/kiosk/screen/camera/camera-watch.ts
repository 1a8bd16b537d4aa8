import type { CameraState, ScreenCommand } from '#contracts/engine-link/screen-command.ts';
import type { Common } from '#contracts/engine-link/screen-state.ts';
import { Camera } from '#ui/scanner/camera.ts';
import { Decoder } from '#ui/scanner/decoder.ts';
import { scanUntilAccepted } from '#ui/scanner/scan-loop.ts';
import { constraintsFor, hasCamera } from './find-camera.ts';

/** A camera that couldn't be opened is tried again after this, or at once when something is plugged in. */
const AGAIN_MS = 5_000;
/** Cameras take a second or two to begin; one that shows nothing for this long shows nothing at all. */
const NO_PICTURE_MS = 6_000;

type Wish = NonNullable<Common['camera']>;

/** What the page knows of its camera, for the wall. */
export type CameraView = { readonly state: CameraState; readonly stream: MediaStream | null };

const OFF: CameraView = { state: 'off', stream: null };

/**
 * The camera of the wall: open while the engine wants it and closed as soon as it doesn't. What it decodes goes to the engine as text;
 * no picture ever leaves this page.
 */
export class CameraWatch {
  readonly #command: (command: ScreenCommand) => void;
  readonly #listeners = new Set<() => void>();
  #wish: Wish | null = null;
  #looking: AbortController | undefined;
  #view: CameraView = OFF;
  #label = '';

  constructor(command: (command: ScreenCommand) => void) {
    this.#command = command;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): CameraView => this.#view;

  /** Called with every state the engine tells; null where no camera is used. */
  want(wish: Wish | null): void {
    const before = this.#wish;
    this.#wish = wish;
    if (before?.on === wish?.on && before?.device === wish?.device) return;
    this.#looking?.abort();
    this.#looking = undefined;
    if (wish?.on === true) this.#look(wish);
    else if (wish !== null) void this.#rest();
    else this.#show(OFF);
  }

  /** The engine may be another one than before: it hears how the camera is. */
  tellAgain(): void {
    if (this.#wish !== null) this.#tell();
  }

  /** Something was plugged in or out. */
  noteDevices(): void {
    const wish = this.#wish;
    if (wish === null || this.#view.state === 'looking') return;
    if (!wish.on) void this.#rest();
    else {
      this.#looking?.abort();
      this.#look(wish);
    }
  }

  /** Not looking; but whether there is a camera at all is worth knowing before the class begins. */
  async #rest(): Promise<void> {
    const state = (await hasCamera()) ? 'off' : 'missing';
    if (this.#wish?.on === false) this.#show({ state, stream: null });
  }

  #look(wish: Wish): void {
    const looking = new AbortController();
    this.#looking = looking;
    void this.#lookOn(wish, looking.signal);
  }

  async #lookOn({ device }: Wish, signal: AbortSignal): Promise<void> {
    const decoder = new Decoder();
    signal.addEventListener('abort', () => decoder.close());
    while (!signal.aborted) {
      const opened = await Camera.open(await constraintsFor(device));
      if (opened.ok) await this.#through(opened.value, decoder, signal);
      else if (!signal.aborted) this.#show({ state: opened.error, stream: null });
      if (!signal.aborted) await passed(AGAIN_MS, signal);
    }
  }

  /** Looks through one camera until it is lost or no longer wanted. */
  async #through(camera: Camera, decoder: Decoder, signal: AbortSignal): Promise<void> {
    const ending = new AbortController();
    signal.addEventListener('abort', () => ending.abort(), { signal: ending.signal });
    camera.onLost(() => ending.abort());
    const video = document.createElement('video');
    if (signal.aborted) return camera.close();
    this.#label = camera.label.slice(0, 200);
    video.muted = true;
    video.srcObject = camera.stream;
    ending.signal.addEventListener('abort', () => {
      camera.close();
      video.srcObject = null;
    });
    const stopWatching = this.#watchPicture(video, camera.stream);
    await video.play().catch(() => undefined);
    const onText = (text: string): Promise<boolean> => {
      this.#command({ type: 'camera-code', text: text.slice(0, 1_000) });
      return Promise.resolve(false);
    };
    await scanUntilAccepted({ video, decoder, onText, signal: ending.signal });
    stopWatching();
    if (!signal.aborted) this.#show({ state: 'missing', stream: null });
    else this.#show(OFF);
  }

  /** Tells `looking` while pictures come, and `no-picture` when they have stayed away. */
  #watchPicture(video: HTMLVideoElement, stream: MediaStream): () => void {
    let frames = -1;
    let changedAt = performance.now();
    const look = (): void => {
      const { totalVideoFrames } = video.getVideoPlaybackQuality();
      if (totalVideoFrames > 0 && totalVideoFrames !== frames) changedAt = performance.now();
      if (totalVideoFrames > 0 && totalVideoFrames !== frames) this.#show({ state: 'looking', stream });
      else if (performance.now() - changedAt > NO_PICTURE_MS) this.#show({ state: 'no-picture', stream });
      frames = totalVideoFrames;
    };
    const timer = setInterval(look, 500);
    return () => clearInterval(timer);
  }

  #show(view: CameraView): void {
    if (view.state === this.#view.state && view.stream === this.#view.stream) return;
    const isNews = view.state !== this.#view.state;
    this.#view = view;
    if (isNews) this.#tell();
    for (const listener of this.#listeners) listener();
  }

  #tell(): void {
    this.#command({ type: 'camera-state', state: this.#view.state, label: this.#label });
  }
}

function passed(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
