import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CredentialTag, EpochMs } from '#domain/ids.ts';
import { KioskContacts } from '../../src/hub/server/kiosks/kiosk-contacts.ts';
import { KioskEpochs } from '../../src/hub/server/kiosks/kiosk-epochs.ts';
import { kioskList } from '../../src/hub/server/kiosks/kiosk-list.ts';
import { HOUR } from './support/manual-time.ts';
import { openTestAssembly, type TestAssembly, TestKiosk } from './support/test-assembly.ts';
import { addTestCampus } from './support/test-campus.ts';

function kioskInRoom() {
  const test = openTestAssembly();
  const { room, students } = addTestCampus(test.parts);
  const kiosk = new TestKiosk(test, room);
  const epochs = new KioskEpochs(test.parts.db);
  test.tell((stored) => epochs.noteStored(stored));
  const nobody = () => new Set<never>();
  const standing = (contacts = test.contacts) =>
    kioskList(test.parts, { contacts, epochs, online: nobody, copied: nobody })[0];
  return { test, kiosk, students, standing };
}

function holdCard(kiosk: TestKiosk, personId: Parameters<typeof present>[0]): void {
  kiosk.append('presentation', present(personId));
}

function present(personId: ReturnType<typeof addTestCampus>['students']['ana'] | null) {
  const tag = randomBytes(16).toString('hex') as CredentialTag;
  const answer = personId === null ? ('unknown-card' as const) : ('present' as const);
  return { method: 'card' as const, reader: 'Door', tag, personId, directory: 1, sessionId: null, answer };
}

/** A hub that has just been started on the same database. */
const afterRestart = (test: TestAssembly) => new KioskContacts(test.parts.db, test.parts.clock.now);

describe('what the console tells of a kiosk', () => {
  it('counts cards that nobody could be found for, for a week', () => {
    const { test, kiosk, students, standing } = kioskInRoom();
    for (const person of [null, null, students.ana]) holdCard(kiosk, person);
    kiosk.push();
    expect(standing()?.unknownCards).toBe(2);
    test.time.pass(8 * 24 * HOUR);
    expect(standing()?.unknownCards).toBe(0);
  });

  it('says why its ledger last began anew, and how often it did', () => {
    const { kiosk, standing } = kioskInRoom();
    expect(standing()?.ledgers).toBeNull();
    kiosk.push();
    expect(standing()?.ledgers).toMatchObject({ count: 1, reason: 'new' });
    kiosk.startNewEpoch();
    kiosk.push();
    expect(standing()?.ledgers).toMatchObject({ count: 2, reason: 'damaged' });
  });

  it('says so just the same after the hub was started again', () => {
    const { test, kiosk } = kioskInRoom();
    kiosk.push();
    kiosk.startNewEpoch();
    kiosk.push();
    expect(new KioskEpochs(test.parts.db).of(kiosk.number)).toMatchObject({ count: 2, reason: 'damaged' });
  });

  it('says how many events a healed ledger could not save, also after the hub was started again', () => {
    const { test, kiosk, standing } = kioskInRoom();
    kiosk.push();
    expect(standing()?.ledgers?.lost).toBeNull();
    kiosk.startNewEpoch();
    kiosk.append('ledger-healed', {
      ...{ found: 'chain', salvaged: 40, repaired: 0, unproven: 0, unprovenAt: [], lost: 3, mayBeMore: true },
    });
    kiosk.push();
    const lost = { atLeast: 3, mayBeMore: true };
    expect(standing()?.ledgers).toMatchObject({ reason: 'damaged', lost });
    expect(new KioskEpochs(test.parts.db).of(kiosk.number)).toMatchObject({ reason: 'damaged', lost });
  });

  it('knows its clock and its last check, also after the hub was started again', () => {
    const { test, kiosk, standing } = kioskInRoom();
    const clock = { offsetMs: -4_200, uncertaintyMs: 12 };
    const check = { at: (test.time.now - HOUR) as EpochMs, outcome: 'healed' as const };
    kiosk.beat(test.time.now, { clock, check });
    expect(standing()).toMatchObject({ clock, check });
    test.contacts.save();
    expect(standing(afterRestart(test))).toMatchObject({ clock, check });
    // It doesn't repeat what it found, but a clock it isn't sure of any more is unknown.
    kiosk.beat(test.time.now, { clock: null, check: null });
    expect(standing()).toMatchObject({ clock: null, check });
  });

  it('counts events that are kept but not believed', () => {
    const { test, kiosk, standing } = kioskInRoom();
    kiosk.push();
    expect(standing()?.flaggedEvents).toBe(0);
    const set = test.parts.db.sqlite.prepare('update events set flags = ? where kiosk = ?');
    set.run('returned', kiosk.number);
    expect(standing()?.flaggedEvents).toBe(0);
    set.run('misnamed returned', kiosk.number);
    expect(standing()?.flaggedEvents).toBe(1);
  });
});
