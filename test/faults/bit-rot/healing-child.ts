import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import { Clock } from '#platform/clock.ts';
import { newEpoch, newEventId } from '#platform/ids.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { KIOSK } from './write-kiosk-ledger.ts';

// Heals the ledger in a folder, and is killed before the so-manieth change it makes to the disk by itself.
const [folder = '', last = '0'] = process.argv.slice(2);
let left = Number(last);

for (const name of ['renameSync', 'rmSync', 'mkdirSync', 'writeFileSync', 'fsyncSync'] as const) {
  const whole = fs[name] as (...parts: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...parts: unknown[]) => {
      left -= 1;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
      return whole(...parts);
    },
  });
}
syncBuiltinESMExports();

const { openLedger } = await import('../../../src/kiosk/engine/ledger/open-ledger.ts');
const opened = openLedger({
  folder,
  migrations: migrationsFolder(import.meta.dirname, 'kiosk'),
  kiosk: KIOSK,
  clock: new Clock(),
  newId: newEventId,
  newEpoch,
  healing: { now: () => new Date(), onHealed: () => undefined },
});
if (!opened.ok) throw new Error(opened.error.text);
opened.value.close();
