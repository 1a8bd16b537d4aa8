import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { at, CAMPUS, NOOR, OKAFOR, TOMAS } from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';
import { smallDisk } from '../rig/small-disk.ts';

function fill(folder: string): string {
  const filler = join(folder, 'somebody-elses.log');
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(filler, Buffer.alloc(bavail * bsize));
  return filler;
}

// Somebody's log fills the disk in the middle of a class. Whoever touches the reader now is not shown green: the screen says what is
// wrong. When there is room again the kiosk goes on by itself, with everything from before.
test('a full disk turns the screen out of order, and nobody is told that they are recorded', async (context) => {
  const folder = smallDisk(context, 16);
  const rig = await KioskRig.start(at('9:00'), CAMPUS, folder);
  await rig.tap(OKAFOR);
  await rig.tap(NOOR);
  const filler = fill(folder);
  for (let touches = 0; touches < 500 && rig.state().name === 'session'; touches += 1) await rig.tap(TOMAS);
  expect(rig.screen('out-of-order')).toMatchObject({ reason: 'disk-full' });
  expect(rig.screen('out-of-order').detail).toContain('full');
  const kept = rig.ledger().length;

  await rig.tap(NOOR);
  await rig.wait(5_000);
  expect(rig.state().name).toBe('out-of-order');
  expect(rig.ledger()).toHaveLength(kept);

  rmSync(filler);
  await rig.passUntil(() => rig.state().name === 'session');
  await rig.tap(NOOR);
  expect(rig.screen('session').answer).toMatchObject({ kind: 'already-recorded' });
  await rig.tap(TOMAS);
  expect(rig.screen('session').counts.here).toBe(2);
  expect(rig.restartsWanted).toBe(0);
});

// The disk itself fails under the ledger while sync writes to it. Nobody knows what of the last write is kept, so nothing more is taken
// until the engine has been started again and has verified all of it.
test('a failed disk stops the kiosk and asks for a restart, and no touch is answered any more', async () => {
  const rig = await KioskRig.start(at('9:00'));
  await rig.tap(OKAFOR);
  const kept = rig.ledger().length;
  rig.syncParts.onBroken({ kind: 'disk-error', path: 'ledger.db', text: 'The disk failed: EIO.' });
  expect(rig.screen('out-of-order')).toMatchObject({
    reason: 'disk-failed',
    detail: 'The disk failed: EIO.',
  });
  await rig.tap(NOOR);
  await rig.tap(TOMAS);
  await rig.press({ type: 'open-controls' });
  expect(rig.state().name).toBe('out-of-order');
  expect(rig.ledger()).toHaveLength(kept);
  expect(rig.restartsWanted).toBe(1);

  await rig.restart();
  await rig.tap(NOOR);
  expect(rig.screen('session').answer).toMatchObject({ kind: 'present' });
});
