import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import type { ClockSample } from '#domain/sync/clock-window.ts';
import type { KioskSync } from '#domain/sync/kiosk-sync.ts';
import type { KioskSyncPort } from '#domain/sync/ports.ts';
import type { ClockReading } from '#domain/time/clock-reading.ts';
import type { KioskDisk } from './disks.ts';
import type { Link } from './network.ts';

/** The hub's time at virtual time 0. */
export const BEGINNING = 1_800_000_000_000 as EpochMs;

/** One machine that is a kiosk, and all that is done to it. */
export type SimKiosk = {
  readonly index: number;
  readonly number: KioskNumber;
  readonly isClone: boolean;
  readonly disk: KioskDisk;
  readonly port: KioskSyncPort;
  sync: KioskSync | null;
  /** Counts starts. */
  life: number;
  link: Link | null;
  monoOffset: number;
  wallOffset: number;
  boot: string;
  sample: ClockSample | null;
  timerAt: number;
  /** Writes left before the power goes. */
  writesLeft: number;
  partitionedUntil: number;
  /** By its owner, for good. */
  isSwitchedOff: boolean;
};

/** Not started yet. */
export function newKiosk(
  made: Pick<SimKiosk, 'index' | 'number' | 'isClone' | 'disk' | 'port' | 'wallOffset'>,
): SimKiosk {
  return {
    ...made,
    sync: null,
    life: 0,
    link: null,
    monoOffset: 0,
    boot: '',
    sample: null,
    timerAt: Number.POSITIVE_INFINITY,
    writesLeft: Number.POSITIVE_INFINITY,
    partitionedUntil: 0,
    isSwitchedOff: false,
  };
}

/** What its clocks say at a virtual time. */
export function readClock(kiosk: SimKiosk, now: number): ClockReading {
  const mono = now + kiosk.monoOffset;
  const wall = (BEGINNING + now + kiosk.wallOffset) as EpochMs;
  const { hubMinusMono = null, uncertaintyMs = null } = kiosk.sample ?? {};
  return { wall, mono, boot: kiosk.boot, hubMinusMono, uncertaintyMs };
}
