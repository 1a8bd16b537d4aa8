import type { Fact } from '#domain/register/fact.ts';
import type { DownFrame } from '#domain/sync/frames.ts';
import type { judgePush } from '#domain/sync/judge-push.ts';
import type { KioskInput } from '#domain/sync/kiosk-state.ts';
import type { KioskSyncPort } from '#domain/sync/ports.ts';
import type { KioskTimings } from '#domain/sync/timings.ts';
import type { Gate, HubDisk } from './disks.ts';

/** A bug to plant: changes what passes between the machines and their disks, never the machines. */
export type Mutant = {
  readonly kioskPort?: (port: KioskSyncPort, gate: Gate) => KioskSyncPort;
  readonly kioskInput?: (input: KioskInput, port: KioskSyncPort) => KioskInput;
  readonly hubFrame?: (frame: DownFrame) => DownFrame | null;
  readonly timings?: Partial<KioskTimings>;
  readonly ackBeforeCommit?: boolean;
  readonly hubDisk?: (disk: HubDisk) => HubDisk;
  readonly judgePush?: typeof judgePush;
  /** The hub goes on in the run in which it was last. */
  readonly keepsRun?: boolean;
  /** As registers are derived from. */
  readonly registerFacts?: (facts: readonly Fact[]) => readonly Fact[];
};
