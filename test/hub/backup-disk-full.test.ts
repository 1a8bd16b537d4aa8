import { readdirSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { backupsIn } from '../../src/hub/server/backups/backup-folder.ts';
import { makeBackup } from '../../src/hub/server/backups/make-backup.ts';
import { fillDisk } from '../faults/disk-full/fill-disk.ts';
import { smallDisk } from '../kiosk/engine/rig/small-disk.ts';
import { openTestAssembly, type TestAssembly, TestKiosk } from './support/test-assembly.ts';
import { addTestCampus } from './support/test-campus.ts';

function hubThatRecorded(): { readonly test: TestAssembly; readonly kiosk: TestKiosk } {
  const test = openTestAssembly();
  const kiosk = new TestKiosk(test, addTestCampus(test.parts).room);
  for (let count = 0; count < 2_000; count += 1) kiosk.append('engine-started', { app: 'x'.repeat(40) });
  kiosk.push();
  return { test, kiosk };
}

describe('a disk for backups that is full', () => {
  it('is found out beforehand, said with figures, and nothing is written', async (context) => {
    const { test, kiosk } = hubThatRecorded();
    const folder = smallDisk(context, 1);
    await test.backups.run(folder);
    expect(test.backups.state().problem?.text).toMatch(/has \d MB free; a backup and its check need \d+ MB/);
    expect(readdirSync(folder)).toEqual(['muster-backups.json']);
    expect(test.events.archivedSeq(kiosk.number, kiosk.epoch)).toBe(0);
  });

  it('leaves nothing half-written when it fills up in the middle, and the next backup is made when there is room', async (context) => {
    const { test } = hubThatRecorded();
    const folder = smallDisk(context, 12);
    const { settings, institutionId } = test.parts;
    const order = {
      dataFolder: settings.data,
      folder,
      knownAs: undefined,
      institutionId,
      now: test.time.now,
    };
    let filler = '';
    const fill = () => {
      filler = fillDisk(folder);
    };
    const made = await makeBackup(order, ({ stage }) => stage === 'copy' && fill());
    expect(made).toMatchObject({
      ok: false,
      error: { kind: 'not-made', text: expect.stringMatching(/is full/) },
    });
    expect(readdirSync(folder).toSorted()).toEqual(['muster-backups.json', 'somebody-elses.log']);
    rmSync(filler);
    expect(await makeBackup(order, () => {})).toMatchObject({ ok: true });
    expect(backupsIn(folder)).toHaveLength(1);
  });
});
