import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hubHead, kioskAcked } from './books.ts';
import type { World } from './world.ts';

/**
 * While the hub is dead: whatever a kiosk heard acknowledged is on the hub's disk. The kiosks would heal a loss by sending it
 * again, so only a look at this moment shows one.
 */
export function checkAcknowledged({ campus, kiosks, record }: World): void {
  for (const { room } of kiosks) {
    // A kiosk that was killed in its first moments has no ledger yet.
    if (!existsSync(join(room.data, 'kiosk', 'ledger.db'))) continue;
    const acked = kioskAcked(room.data);
    if (acked === undefined) continue;
    const held = hubHead(campus.hubData, room.kiosk, acked.epoch);
    if (held >= acked.seq) continue;
    record.noteProblem(
      `the hub acknowledged event ${acked.seq} of kiosk ${room.kiosk}, and has only ${held} after its death`,
    );
  }
}
