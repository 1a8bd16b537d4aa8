import { keyIdOf } from '#domain/sync/handshake.ts';
import { KioskSync, type KioskSyncHost } from '#domain/sync/kiosk-sync.ts';
import { KIOSK_TIMINGS } from '#domain/sync/timings.ts';
import { asTime } from '#domain/time/corrected-time.ts';
import { type DiskMakers, HUB_OWNER } from './disk-makers.ts';
import type { Mutant } from './mutant.ts';
import type { Random } from './random.ts';
import { readClock, type SimKiosk } from './sim-kiosk.ts';

export type KioskProgramParts = {
  readonly kiosk: SimKiosk;
  readonly makers: DiskMakers;
  readonly mutant: Mutant;
  readonly random: Random;
  readonly now: () => number;
  readonly host: Pick<KioskSyncHost, 'dial' | 'hangUp' | 'send' | 'onClockSample'>;
};

/** So soon that whole lives of a minute or two have it. */
const RENEW_MS = 15_000;

/** A kiosk's program as it starts: the shipped machine on this world's disk, network and clocks. */
export function kioskProgram({ kiosk, makers, mutant, random, now, host }: KioskProgramParts): KioskSync {
  const { signing, institutionId } = makers;
  const hubKey = signing.publicKeyOf(HUB_OWNER);
  const hubKeyId = keyIdOf(hubKey);
  return new KioskSync({
    port: kiosk.port,
    host: {
      ...host,
      onDirectory: () => undefined,
      onHubEvents: () => undefined,
      onNextHubKey: () => undefined,
    },
    self: {
      institutionId,
      kiosk: kiosk.number,
      app: 'sim',
      start: random.hex(16),
      versions: [1, 1],
      keyId: keyIdOf(signing.publicKeyOf(kiosk.number)),
      knowsHub: (keyId) => keyId === hubKeyId,
      sign: (bytes) => signing.sign(kiosk.number, bytes),
      // A planted bug may change what the hub has signed.
      isSignedByHub: (_keyId, bytes, signature) =>
        mutant.kioskInput !== undefined || signing.verify(hubKey, bytes, signature),
    },
    lastCheck: () => null,
    timings: { ...KIOSK_TIMINGS, renewMs: RENEW_MS, ...mutant.timings },
    moment: () => {
      const { hubMinusMono, ...clock } = readClock(kiosk, now());
      return {
        ...clock,
        corrected: hubMinusMono === null ? null : asTime(clock.mono + hubMinusMono),
        fraction: () => random.fraction(),
        nonce: () => random.hex(32),
      };
    },
  });
}
