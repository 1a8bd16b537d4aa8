import { err, ok, type Result } from '#domain/result.ts';

export type CameraProblem = 'refused' | 'missing' | 'busy' | 'failed';

/** A camera while it is open. */
export class Camera {
  readonly stream: MediaStream;
  readonly #track: MediaStreamTrack;

  private constructor(stream: MediaStream, track: MediaStreamTrack) {
    this.stream = stream;
    this.#track = track;
  }

  /** `which`: constraints that say which camera. */
  static async open(which: MediaTrackConstraints): Promise<Result<Camera, CameraProblem>> {
    if (navigator.mediaDevices === undefined) return err('missing');
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        // 720p reads a code from as far as anybody sits, and a frame of it is decoded in 8 ms.
        video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } },
      });
      const [track] = stream.getVideoTracks();
      return track === undefined ? err('missing') : ok(new Camera(stream, track));
    } catch (error) {
      return err(problemFrom(error));
    }
  }

  /** As the machine names it; empty where it doesn't. */
  get label(): string {
    return this.#track.label;
  }

  /** Calls once when the camera is unplugged or taken away; never after `close`. */
  onLost(lost: () => void): void {
    this.#track.addEventListener('ended', lost, { once: true });
  }

  get hasTorch(): boolean {
    // Android's browsers only, and not yet in the types.
    const capabilities: MediaTrackCapabilities & { readonly torch?: boolean } =
      this.#track.getCapabilities?.() ?? {};
    return capabilities.torch === true;
  }

  async setTorch(on: boolean): Promise<void> {
    const torch: MediaTrackConstraintSet & { readonly torch: boolean } = { torch: on };
    await this.#track.applyConstraints({ advanced: [torch] }).catch(() => undefined);
  }

  close(): void {
    for (const track of this.stream.getTracks()) track.stop();
  }
}

function problemFrom(error: unknown): CameraProblem {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}
