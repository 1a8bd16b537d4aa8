import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import { checkInThread } from '../../../../src/kiosk/engine/self-check/check-in-thread.ts';
import { at, NOOR, OKAFOR } from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';

const HOUR_MS = 60 * 60_000;
/** Three in the morning after the day of the tests, campus time. */
const NIGHT = (at('9:00') + 18 * HOUR_MS) as EpochMs;

/** Turns over one bit of what an event says, in every copy that the files hold of it: the kiosk has it open meanwhile. */
function rot(folder: string, text: string): void {
  for (const name of ['ledger.db', 'ledger.db-wal']) {
    const bytes = readFileSync(join(folder, name));
    const sound = Buffer.from(bytes);
    for (let start = sound.indexOf(text); start !== -1; start = sound.indexOf(text, start + 1))
      bytes[start + 12] = (bytes[start + 12] ?? 0) ^ 1;
    writeFileSync(join(folder, name), bytes);
  }
}

describe('at night', () => {
  it('the kiosk reads through its ledger once, and says so in it', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.tap(NOOR);
    await rig.goTo((NIGHT - 3 * HOUR_MS) as EpochMs);
    expect(rig.bodies('ledger-checked')).toEqual([]);
    expect(rig.syncParts.lastCheck?.()).toEqual({ at: at('9:00'), outcome: 'sound' });
    await rig.goTo(NIGHT);
    await rig.passUntil(() => rig.bodies('ledger-checked').length > 0);
    expect(rig.bodies('ledger-checked')[0]?.events).toBeGreaterThan(5);
    expect(rig.syncParts.lastCheck?.()).toMatchObject({ outcome: 'sound' });
    await rig.wait(10 * HOUR_MS);
    expect(rig.bodies('ledger-checked')).toHaveLength(1);
  });

  it('damage stops the kiosk, and is healed at its next start', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.tap(NOOR);
    const before = rig.ledger();
    const touch = before.find(({ type }) => type === 'presentation');
    rot(rig.folder, `"id":"${touch?.id}"`);
    await rig.goTo(NIGHT);
    await rig.passUntil(() => rig.state().name === 'out-of-order');
    expect(rig.screen('out-of-order').reason).toBe('ledger-damaged');
    expect(rig.restartsWanted).toBe(1);
    await rig.tap(NOOR);
    expect(rig.state().name).toBe('out-of-order');

    await rig.restart();
    const [healed] = rig.bodies('ledger-healed');
    expect(healed).toMatchObject({ repaired: 1, lost: 0 });
    const ids = new Set(rig.ledger().map(({ id }) => id));
    expect(before.every(({ id }) => ids.has(id))).toBe(true);
    expect(rig.state()).toMatchObject({ name: 'ready', common: { healed: { lost: 0, mayBeMore: false } } });
    expect(rig.syncParts.lastCheck?.()).toMatchObject({ outcome: 'healed' });
    await rig.wait(25 * HOUR_MS);
    expect(rig.state().common.healed).toBe(null);
  });
});

it('the check in a thread says what it read, and what is wrong', async () => {
  const rig = await KioskRig.start(at('9:00'));
  await rig.tap(NOOR);
  const path = join(rig.folder, 'ledger.db');
  expect(await checkInThread(path)).toMatchObject({ damage: null, events: rig.ledger().length });
  await expect(checkInThread(`${path}-gone`)).rejects.toThrow('unable to open');
  rot(rig.folder, '"type":"presentation"');
  expect((await checkInThread(path)).damage).toContain('is not what was recorded');
});
