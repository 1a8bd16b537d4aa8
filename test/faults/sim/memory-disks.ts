import type { InstitutionId } from '#domain/ids.ts';
import type { DiskMakers } from './disk-makers.ts';
import { memoryHub } from './memory-hub.ts';
import { memoryKiosk } from './memory-kiosk.ts';
import type { Random } from './random.ts';
import { simSignature } from './sim-signing.ts';

/** Disks in memory, and signatures that cost nothing. */
export function memoryDisks(_random: Random): DiskMakers {
  let ids = 0;
  return {
    institutionId: '00000000-0000-4000-8000-000000000000' as InstitutionId,
    kiosk({ kiosk, index, random, gate, copyOf }) {
      const disk = memoryKiosk({ kiosk, random, gate, newId: () => `k${kiosk}.${index}-${++ids}` });
      if (copyOf !== null) disk.putBack(copyOf.snapshot());
      return disk;
    },
    hub: (options) => memoryHub({ ...options, newId: () => `h-${++ids}` }),
    documentIds: ['place', 'faculty', 'section:1', 'section:2', 'section:3', 'section:4'],
    document: (_id, salt, chars) => salt + 'x'.repeat(chars),
    signing: {
      publicKeyOf: (owner) => Uint8Array.of(1, 2, 3, owner >> 8, owner & 0xff),
      sign: (owner, bytes) => simSignature(`${owner}`, bytes),
      verify: (publicKey, bytes, signature) =>
        signature === simSignature(`${((publicKey[3] ?? 0) << 8) | (publicKey[4] ?? 0)}`, bytes),
    },
  };
}
