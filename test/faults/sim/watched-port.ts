import type { KioskSyncPort } from '#domain/sync/ports.ts';
import type { HubDisk } from './disks.ts';
import type { SimKiosk } from './sim-kiosk.ts';
import { Violation } from './violation.ts';

export type Watching = {
  /** Undefined while it is being made. */
  readonly kiosk: () => SimKiosk | undefined;
  readonly hub: () => HubDisk;
  /** How often the hub's disk was put back so far. */
  readonly putBacks: () => number;
  readonly onNewEpoch: () => void;
};

/** Watches what a kiosk writes: an acknowledgement must be true when it is written down. */
export function watchedPort(port: KioskSyncPort, watching: Watching): KioskSyncPort {
  const { ledger } = port;
  const recordAck: typeof ledger.recordAck = (acked) => {
    const kiosk = watching.kiosk();
    const isSameHub = kiosk?.link?.putBacks === watching.putBacks();
    const held = kiosk === undefined ? 0 : (watching.hub().headOf(kiosk.number, ledger.epoch())?.seq ?? 0);
    if (kiosk !== undefined && isSameHub && held < acked.seq) {
      throw new Violation(`kiosk ${kiosk.number} heard ${acked.seq} acknowledged, the hub has ${held}`);
    }
    ledger.recordAck(acked);
  };
  const startNewEpoch: typeof ledger.startNewEpoch = (reason) => {
    ledger.startNewEpoch(reason);
    watching.onNewEpoch();
  };
  return { ...port, ledger: { ...ledger, recordAck, startNewEpoch } };
}
