import type { SimKiosk } from './sim-kiosk.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

/** A kiosk deletes what it believes to be in a verified copy; it had better be. */
export function pruneKiosk(world: World, kiosk: SimKiosk): void {
  if (kiosk.sync === null) return;
  const before = [...kiosk.disk.own()];
  world.mayCrash(kiosk, () => kiosk.disk.prune(kiosk.port));
  const left = new Set(Array.from(kiosk.disk.own(), ({ id }) => id));
  for (const { id } of before) {
    if (!left.has(id) && !world.record.isArchived(id)) {
      throw new Violation(`kiosk ${kiosk.number} deleted ${id}, which is in no verified copy`);
    }
  }
  // The verified copy that has it may not be the one the hub was put back from.
  world.noteDestroyed();
}
