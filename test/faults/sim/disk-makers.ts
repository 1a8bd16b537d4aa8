import type { EpochMs, InstitutionId, KioskNumber } from '#domain/ids.ts';
import type { judgePush } from '#domain/sync/judge-push.ts';
import type { KioskContact } from '#domain/sync/ports.ts';
import type { Gate, HubDisk, KioskDisk } from './disks.ts';
import type { Random } from './random.ts';

/** How events, ledgers and hubs are kept in a world: in memory, or on real SQLite. */
export type DiskMakers = {
  readonly institutionId: InstitutionId;
  kiosk(options: {
    kiosk: KioskNumber;
    index: number;
    random: Random;
    gate: Gate;
    copyOf: KioskDisk | null;
  }): KioskDisk;
  hub(options: {
    random: Random;
    publicKeyOf: (kiosk: KioskNumber) => Uint8Array;
    onContact: (contact: KioskContact) => void;
    now: () => EpochMs;
    judge: typeof judgePush;
  }): HubDisk;
  /** A document that a kiosk will take; `salt` makes it another one, `chars` about so long. */
  document(id: string, salt: string, chars: number): string;
  readonly documentIds: readonly string[];
  /** Real signatures, where a real store checks them. */
  readonly signing: {
    publicKeyOf(owner: number): Uint8Array;
    sign(owner: number, bytes: Uint8Array): string;
    verify(publicKey: Uint8Array, bytes: Uint8Array, signature: string): boolean;
  };
};

/** Whose key is the hub's; a kiosk's is that of its number. */
export const HUB_OWNER = 0;
