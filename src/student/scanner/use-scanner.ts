import { type RefObject, useEffect, useState } from 'react';
import { Camera, type CameraProblem } from '#ui/scanner/camera.ts';
import { Decoder } from '#ui/scanner/decoder.ts';
import { scanUntilAccepted } from '#ui/scanner/scan-loop.ts';

export type ScannerState =
  | { readonly name: 'starting' }
  | { readonly name: 'looking'; readonly camera: Camera }
  | { readonly name: 'no-camera'; readonly problem: CameraProblem };

/** Runs the camera and reads codes while the component is on the page; `attempt` counts the tries to start it. */
export function useScanner(
  video: RefObject<HTMLVideoElement | null>,
  onText: (text: string) => Promise<boolean>,
  attempt: number,
): ScannerState {
  const [state, setState] = useState<ScannerState>({ name: 'starting' });
  useEffect(() => {
    const closing = new AbortController();
    const { signal } = closing;
    setState({ name: 'starting' });
    void runScanner({ video, onText, signal, onState: setState, attempt });
    return () => closing.abort();
  }, [video, onText, attempt]);
  return state;
}

type Run = {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly onText: (text: string) => Promise<boolean>;
  readonly signal: AbortSignal;
  readonly onState: (state: ScannerState) => void;
  readonly attempt: number;
};

async function runScanner({ video, onText, signal, onState }: Run): Promise<void> {
  const opened = await Camera.open({ facingMode: { ideal: 'environment' } });
  if (!opened.ok) {
    if (!signal.aborted) onState({ name: 'no-camera', problem: opened.error });
    return;
  }
  const camera = opened.value;
  const decoder = new Decoder();
  const close = (): void => {
    camera.close();
    decoder.close();
  };
  if (signal.aborted || video.current === null) return close();
  signal.addEventListener('abort', close);
  video.current.srcObject = camera.stream;
  await video.current.play().catch(() => undefined);
  if (signal.aborted) return;
  onState({ name: 'looking', camera });
  await scanUntilAccepted({ video: video.current, decoder, onText, signal });
}
