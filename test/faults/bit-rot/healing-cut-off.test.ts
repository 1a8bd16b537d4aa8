import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { eventPlace } from '#domain/ledger/event-place.ts';
import { type OpenLedgerOptions, openLedger } from '../../../src/kiosk/engine/ledger/open-ledger.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ledgerFrom, writeKioskLedger } from './write-kiosk-ledger.ts';

const CHILD = join(import.meta.dirname, 'healing-child.ts');
/** More changes to the disk than healing makes. */
const MOST_STEPS = 60;

function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) copyFileSync(join(from, name), join(to, name));
}

function idsIn(options: OpenLedgerOptions): readonly string[] {
  const opened = openLedger(options);
  if (!opened.ok) throw new Error(opened.error.text);
  const ids = [...opened.value.all()].map(({ text }) => eventPlace(text)?.id ?? '');
  opened.value.close();
  return [...new Set(ids)];
}

// A disk lost a page of the ledger, and the machine dies again and again while the kiosk heals it: before every single thing that healing
// does to the disk. Whenever it is, the next start finishes what was begun, and every event that can be had is there.
it('healing that is cut off anywhere is taken up again, and loses nothing', { timeout: 240_000 }, () => {
  const [sound, damaged] = [temporaryFolder(), temporaryFolder()];
  writeKioskLedger(temporaryFolder(), sound);
  const before = idsIn(ledgerFrom(sound, 2));
  writeKioskLedger(temporaryFolder(), damaged);
  const bytes = readFileSync(join(damaged, 'ledger.db-wal'));
  bytes.fill(0xa5, 40_000, 44_096);
  writeFileSync(join(damaged, 'ledger.db-wal'), bytes);

  const root = temporaryFolder();
  let steps = 0;
  for (let step = 1; step <= MOST_STEPS; step++) {
    const folder = join(root, String(step));
    copyFolder(damaged, folder);
    const child = spawnSync(process.execPath, [CHILD, folder, String(step)], { encoding: 'utf8' });
    const healing = { now: () => new Date(), onHealed: () => undefined };
    const after = idsIn({ ...ledgerFrom(folder, 100 + step), healing });
    expect(before.filter((id) => !after.includes(id))).toEqual([]);
    expect(existsSync(join(folder, 'healing.json'))).toBe(false);
    expect(existsSync(join(folder, 'ledger.new'))).toBe(false);
    const aside = readdirSync(join(folder, 'set-aside'));
    const reasons = aside.map(
      (name) => readFileSync(join(folder, 'set-aside', name, 'why.txt'), 'utf8').split('\n')[0],
    );
    expect({ step, reasons }).toEqual({
      step,
      reasons: [expect.stringContaining('stand behind a rotten one')],
    });
    const kept = (name: string) => readFileSync(join(folder, 'set-aside', aside[0] ?? '', name));
    expect(kept('ledger.db').equals(readFileSync(join(damaged, 'ledger.db')))).toBe(true);
    expect(kept('ledger.db-wal').equals(bytes)).toBe(true);
    if (child.signal !== 'SIGKILL') break;
    steps = step;
  }
  process.stderr.write(`healing was cut off at ${steps} places\n`);
  expect(steps).toBeGreaterThan(15);
  expect(steps).toBeLessThan(MOST_STEPS);
});
