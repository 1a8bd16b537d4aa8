import { CameraReader } from './camera/camera-reader.ts';
import type { FingerListeners } from './fingerprint/finger-read.ts';
import { FingerprintReader } from './fingerprint/fingerprint-reader.ts';
import { makeReader, type ReadersDeps } from './make-reader.ts';
import type { CardRead, ReaderCounts, ReaderIdentity, ReaderState } from './reader.ts';
import type { ReadersConfig } from './reader-config.ts';
import { SimulatedReader } from './simulated/simulated-reader.ts';
import type { WedgeKey } from './wedge/wedge-keys.ts';
import { WedgeReader } from './wedge/wedge-reader.ts';

export type ReadersListeners = Partial<FingerListeners> & {
  readonly onCard: (read: CardRead) => void;
  readonly onState: (reader: ReaderIdentity, state: ReaderState, detail: string) => void;
};

/** All readers of a kiosk, each looking after its own hardware: what befalls one never touches another. */
export type Readers = {
  readonly identities: readonly ReaderIdentity[];
  /** A key pressed at the screen, for the reader that types. */
  pressKey(key: WedgeKey): void;
  /** Present if the settings ask for one. */
  readonly simulated: SimulatedReader | undefined;
  /** Likewise. */
  readonly camera: CameraReader | undefined;
  /** Those that know fingers. */
  readonly fingerprints: readonly FingerprintReader[];
  /** By reader id. */
  counts(): ReadonlyMap<string, ReaderCounts>;
  stop(): Promise<void>;
};

/** The ledger keeps this many characters of why a reader's state changed. */
const LONGEST_DETAIL = 200;

/** Starts the configured readers. Nothing is told before this has returned. */
export function startReaders(config: ReadersConfig, listeners: ReadersListeners, deps: ReadersDeps): Readers {
  const readers = config.map((settings) => makeReader(settings, deps));
  let started = false;
  for (const reader of readers) {
    const identity: ReaderIdentity = { id: reader.id, name: reader.name, kind: reader.kind };
    const onState = (state: ReaderState, detail: string) =>
      listeners.onState(identity, state, detail.slice(0, LONGEST_DETAIL));
    reader.start({
      ...listeners,
      onState: (state, detail) =>
        started ? onState(state, detail) : queueMicrotask(() => onState(state, detail)),
    });
  }
  started = true;
  return {
    identities: readers.map(({ id, name, kind }) => ({ id, name, kind })),
    pressKey: (key) => readers.find((reader) => reader instanceof WedgeReader)?.pressKey(key),
    simulated: readers.find((reader) => reader instanceof SimulatedReader),
    camera: readers.find((reader) => reader instanceof CameraReader),
    fingerprints: readers.filter((reader) => reader instanceof FingerprintReader),
    counts: () => new Map(readers.map((reader) => [reader.id, reader.counts()])),
    stop: async () => {
      await Promise.all(readers.map((reader) => reader.stop()));
    },
  };
}
