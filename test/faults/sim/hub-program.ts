import type { EpochMs } from '#domain/ids.ts';
import { keyIdOf } from '#domain/sync/handshake.ts';
import { HubSync } from '#domain/sync/hub-sync.ts';
import { HUB_TIMINGS } from '#domain/sync/timings.ts';
import { type DiskMakers, HUB_OWNER } from './disk-makers.ts';
import type { HubDisk } from './disks.ts';
import type { Mutant } from './mutant.ts';
import type { Random } from './random.ts';
import type { Schedule } from './schedule.ts';
import { BEGINNING } from './sim-kiosk.ts';
import { simSignature } from './sim-signing.ts';
import type { Swarm } from './swarm.ts';
import { Violation } from './violation.ts';

export type HubProgramParts = {
  readonly disk: HubDisk;
  readonly makers: DiskMakers;
  readonly mutant: Mutant;
  readonly random: Random;
  readonly swarm: Swarm;
  readonly schedule: Schedule;
  /** Still the same program: its machine has not died since. */
  readonly isRunning: () => boolean;
};

/** The hub's program as it starts: the shipped machine on this world's disk. */
export function hubProgram(parts: HubProgramParts): HubSync {
  const { disk, makers, mutant, random, swarm, schedule, isRunning } = parts;
  const { signing, institutionId } = makers;
  return new HubSync({
    port: disk.port,
    self: {
      institutionId,
      versions: [1, 1],
      keyId: keyIdOf(signing.publicKeyOf(HUB_OWNER)),
      nextHubKey: null,
      seal: (bytes) => simSignature('seal', bytes).slice(-8).padStart(32, '0'),
      sign: (bytes) => signing.sign(HUB_OWNER, bytes),
      isSignedBy: (publicKey, bytes, signature) => signing.verify(publicKey, bytes, signature),
    },
    timings: HUB_TIMINGS,
    places: swarm.places,
    onForged: () => {
      throw new Violation('an honest kiosk was taken for a forger');
    },
    moment: () => ({
      mono: schedule.now,
      now: (BEGINNING + schedule.now) as EpochMs,
      fraction: () => random.fraction(),
    }),
    ingest: (kiosk, push, answer) => {
      if (mutant.ackBeforeCommit === true) {
        const head = { seq: push.head.seq, hash: push.head.hash };
        answer({ kind: 'stored', head, added: push.events.length });
      }
      schedule.after(random.whole(0, swarm.commitMs), () => {
        // The machine died before the commit: nothing was stored and nobody is answered.
        if (!isRunning()) return;
        const outcome = disk.ingest(kiosk, push);
        if (mutant.ackBeforeCommit !== true) answer(outcome);
      });
    },
  });
}
