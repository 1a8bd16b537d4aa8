import { freeBytesInBackground } from '#platform/free-bytes.ts';

// A day of touches is a quarter of this; less is not worth going on with.
const ENOUGH_BYTES = 4 * 2 ** 20;

const LOOK_EVERY_MS = 5_000;

type Alarm = (ms: number, run: () => void) => () => void;

/** Runs `then` once the disk that holds `folder` has room again. Returns what ends the waiting. */
export function waitForSpace(folder: string, alarm: Alarm, then: () => void): () => void {
  let cancel = alarm(LOOK_EVERY_MS, look);
  let waiting = true;
  function look(): void {
    void hasSpace(folder).then((has) => {
      if (!waiting) return;
      if (has) then();
      else cancel = alarm(LOOK_EVERY_MS, look);
    });
  }
  return () => {
    waiting = false;
    cancel();
  };
}

async function hasSpace(folder: string): Promise<boolean> {
  return (await freeBytesInBackground(folder)) >= ENOUGH_BYTES;
}
