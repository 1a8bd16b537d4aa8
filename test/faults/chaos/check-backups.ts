import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { headIn, kioskArchived, soundnessOf } from './books.ts';
import type { World } from './world.ts';

/** What bears the name of a verified backup. */
const BACKUP = /^hub-.*Z\.db$/;

/** All programs have stopped: every backup is whole, and one of them has whatever a kiosk takes for archived. */
export function checkBackups({ campus: { backups }, kiosks, record }: World): void {
  const names = existsSync(backups) ? readdirSync(backups) : [];
  const paths = names.filter((name) => BACKUP.test(name)).map((name) => join(backups, name));
  record.count('backups verified', paths.length);
  for (const path of paths) {
    const soundness = soundnessOf(path);
    if (soundness !== 'ok') record.noteProblem(`the backup ${path} is not whole: ${soundness}`);
  }
  for (const name of names.filter((one) => one.endsWith('.damaged'))) {
    record.noteProblem(`the hub found its own backup damaged: ${name}`);
  }
  for (const { room } of kiosks) {
    const archived = kioskArchived(room.data);
    if (archived === undefined || archived.seq === 0) continue;
    record.count('events archived', archived.seq);
    const safe = Math.max(0, ...paths.map((path) => headIn(path, room.kiosk, archived.epoch)));
    if (safe >= archived.seq) continue;
    const words = `takes its events up to ${archived.seq} for archived, and backups have them up to ${safe}`;
    record.noteProblem(`kiosk ${room.kiosk} ${words}`);
  }
}
