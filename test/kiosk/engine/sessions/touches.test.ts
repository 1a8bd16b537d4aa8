import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import {
  ALGEBRA_AT_9,
  at,
  CAMPUS,
  INES,
  NOBODYS_CARD,
  NOOR,
  OKAFOR,
  PHYSICS_AT_10,
  TOMAS,
  tagOf,
  WEI,
} from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';

describe('a card at the reader', () => {
  it('is noted while the doors are open and nobody has unlocked', async () => {
    const rig = await KioskRig.start(at('8:52'));
    await rig.tap(NOOR);
    expect(rig.screen('ready')).toMatchObject({
      canOpen: true,
      noted: 1,
      answer: { kind: 'noted', name: 'Noor Haddad', method: 'card', course: 'Linear Algebra II' },
    });
  });

  it('counts from its own time once the class is opened', async () => {
    const rig = await KioskRig.start(at('8:52'));
    await rig.tap(NOOR);
    await rig.goTo(at('9:02'));
    await rig.tap(OKAFOR);
    expect(rig.screen('session').arrivals).toMatchObject([
      { name: 'Noor Haddad', at: at('8:52'), status: 'P' },
    ]);
    expect(rig.screen('session').counts).toMatchObject({ enrolled: 2, here: 1, present: 1, notYet: 1 });
  });

  it('is present until the grace has passed, late after, and too late at last', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.goTo((at('9:05') + 900) as EpochMs);
    await rig.tap(NOOR);
    expect(rig.screen('session').answer).toMatchObject({ kind: 'present', name: 'Noor Haddad' });
    await rig.goTo(at('9:12:40'));
    await rig.tap(TOMAS);
    expect(rig.screen('session')).toMatchObject({
      answer: { kind: 'late', minutes: 12 },
      counts: { here: 2, present: 1, late: 1, notYet: 0 },
      arrivals: [{ name: 'Tomás Villanueva' }, { name: 'Noor Haddad' }],
    });
  });

  it('is kept as evidence after the cut-off, and counts for nobody', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.goTo(at('9:31'));
    await rig.tap(NOOR);
    expect(rig.screen('session')).toMatchObject({ answer: { kind: 'after-cut-off' }, counts: { here: 0 } });
    expect(rig.bodies('presentation').at(-1)).toMatchObject({ personId: NOOR.id, answer: 'after-cut-off' });
  });

  it('is answered as recorded already the second time', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.tap(NOOR);
    await rig.goTo(at('9:03'));
    await rig.tap(NOOR);
    expect(rig.screen('session')).toMatchObject({
      answer: { kind: 'already-recorded', minutes: 3 },
      counts: { here: 1 },
    });
    expect(rig.bodies('presentation')).toHaveLength(3);
  });

  it('of somebody from elsewhere is told the room', async () => {
    const rig = await KioskRig.start(at('9:01'));
    await rig.tap(OKAFOR);
    await rig.tap(INES);
    expect(rig.screen('session').answer).toMatchObject({
      kind: 'wrong-room',
      name: null,
      room: 'C-110',
      course: 'Optics',
    });
  });

  it('of somebody whose class is here later is not sent anywhere', async () => {
    const rig = await KioskRig.start(at('9:20'));
    await rig.tap(OKAFOR);
    await rig.tap(WEI);
    expect(rig.screen('session').answer).toMatchObject({ kind: 'not-enrolled', room: null });
  });

  it('that nobody has is unknown, kept, and counts as soon as the hub knows whose it is', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.tap(NOBODYS_CARD);
    expect(rig.screen('session')).toMatchObject({
      answer: { kind: 'unknown-card', name: null },
      counts: { here: 0, quarantined: 1 },
    });
    expect(rig.bodies('presentation').at(-1)).toMatchObject({ personId: null, tag: tagOf(NOBODYS_CARD) });

    rig.hubSends({ ...CAMPUS, cardholders: [...CAMPUS.cardholders, { ...NOOR, card: NOBODYS_CARD }] });
    expect(rig.screen('session').counts).toMatchObject({ here: 1, quarantined: 0 });
  });

  it('finds nothing on between classes, and is kept all the same', async () => {
    const rig = await KioskRig.start(at('7:00'));
    await rig.tap(NOOR);
    expect(rig.screen('ready').answer).toMatchObject({ kind: 'no-session' });
    expect(rig.bodies('presentation')).toMatchObject([{ sessionId: null, personId: NOOR.id }]);
  });

  it('belongs to the class its holder is enrolled in when two overlap', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.tap(TOMAS);
    await rig.goTo(at('9:55'));
    await rig.tap(WEI);
    expect(rig.bodies('presentation').at(-1)).toMatchObject({
      sessionId: PHYSICS_AT_10.sessionId,
      answer: 'noted',
    });
    // Tomás is in both and recorded in the first: this is for the second.
    await rig.tap(TOMAS);
    expect(rig.bodies('presentation').at(-1)).toMatchObject({
      sessionId: PHYSICS_AT_10.sessionId,
      answer: 'noted',
    });
    await rig.tap(NOOR);
    expect(rig.bodies('presentation').at(-1)).toMatchObject({
      sessionId: ALGEBRA_AT_9.sessionId,
      answer: 'after-cut-off',
    });
  });

  it('is for the next class when its holder is in both and came too late for the first', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.goTo(at('9:19'));
    await rig.tap(TOMAS);
    expect(rig.bodies('presentation').at(-1)).toMatchObject({
      sessionId: ALGEBRA_AT_9.sessionId,
      answer: 'late',
    });

    const later = await KioskRig.start(at('9:00'));
    await later.tap(OKAFOR);
    await later.goTo(at('9:55'));
    await later.tap(TOMAS);
    expect(later.bodies('presentation').at(-1)).toMatchObject({
      sessionId: PHYSICS_AT_10.sessionId,
      answer: 'noted',
    });
  });

  it('stays in the ledger before anything is shown', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.tap(NOOR);
    const shown = rig.screen('session').answer?.id;
    expect(rig.ledger().map(({ id }) => id)).toContain(shown);
  });

  it('shows its answer for four seconds, and the next one at once', async () => {
    const rig = await KioskRig.start(at('9:00'));
    await rig.tap(OKAFOR);
    await rig.tap(NOOR);
    await rig.wait(1_000);
    await rig.tap(TOMAS);
    expect(rig.screen('session').answer?.name).toBe('Tomás Villanueva');
    await rig.wait(3_999);
    expect(rig.screen('session').answer).not.toBeNull();
    await rig.wait(1);
    expect(rig.screen('session').answer).toBeNull();
  });
});
