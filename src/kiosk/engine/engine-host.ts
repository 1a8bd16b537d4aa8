import type { Common, HubView, ScreenState } from '#contracts/engine-link/screen-state.ts';
import type { LedgerCheck } from '#domain/sync/frames.ts';
import type { Clock } from '#platform/clock.ts';
import type { KeyStore } from '#platform/keys.ts';
import type { Log } from '#platform/log.ts';
import type { FindDevices } from './devices/discovery/find-devices.ts';
import type { ReadersConfig } from './devices/reader-config.ts';
import type { Directory } from './directory/directory.ts';
import type { Enrolment } from './enrolment/enrolment.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { WriteProblem } from './ledger/ledger-problem.ts';
import type { DrawTimes } from './link/draw-times.ts';
import type { ClockSample } from './self-check/clock-notes.ts';

/** What the engine is given by the program around it, or by a test. */
export type EngineHost = {
  /** The kiosk's own. */
  readonly folder: string;
  readonly migrations: string;
  /** The program's version, as it stands in the ledger at each start. */
  readonly app: string;
  readonly makeClock: (onStep: (byMs: number) => void) => Clock;
  readonly keys: KeyStore;
  /** To start with. */
  readonly readers: ReadersConfig;
  /** Somebody named them when the kiosk was started: then they are not changed at the panel. */
  readonly readersAreGiven: boolean;
  /** What is plugged in; absent: what the machine shows. */
  readonly findDevices?: FindDevices;
  readonly simulator: Common['simulator'];
  readonly ballastBytes: number;
  /** How long events stay here after they are in a verified backup of the hub. */
  readonly keepDays: number;
  readonly show: (state: ScreenState) => void;
  readonly drawTimes: DrawTimes;
  /** Runs once, `ms` from now, unless the function it returns is called first. */
  readonly alarm: (ms: number, run: () => void) => () => void;
  /** The disk failed under the ledger: what is on it has to be verified before anything more is taken. */
  readonly onRestartWanted: () => void;
  /** The link to the hub; a kiosk without one works, and says that it is offline. */
  readonly startSync: ((parts: SyncParts) => RunningSync) | undefined;
  readonly log: Log;
};

export type SyncStatus = Pick<HubView, 'state' | 'detail'>;

export type SyncParts = {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly keys: KeyStore;
  readonly enrolment: Enrolment;
  readonly app: string;
  readonly log: Log;
  readonly onStatus: (status: SyncStatus) => void;
  /** The hub has confirmed more of the ledger, or, put back from a copy, less. */
  readonly onAcked: () => void;
  readonly onDirectory: () => void;
  /** They are in the ledger's stream of the hub. */
  readonly onHubEvents: () => void;
  readonly onClockSample: (sample: ClockSample) => void;
  /** When the ledger was last read through, and what came of it, for the hub's console. */
  readonly lastCheck?: () => LedgerCheck | null;
  /** The ledger could not be written. */
  readonly onBroken: (problem: WriteProblem) => void;
};

export type RunningSync = {
  /** The ledger has grown. */
  wake(): void;
  stop(): void | Promise<void>;
};
