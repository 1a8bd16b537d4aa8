import { describe, expect, test } from 'vitest';
import type { DirectoryDocument } from '#contracts/sync/documents.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { DeviceId, EpochMs } from '#domain/ids.ts';
import type { PassPhone } from '#domain/pass/judge-pass.ts';
import { documentHash, manifestOf } from '#domain/sync/manifest.ts';
import { ReadersConfigSchema } from '../../../../src/kiosk/engine/devices/reader-config.ts';
import { PhoneWithKey } from '../../../domain/pass/phone-keys.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import {
  ADAMS,
  ADAMS_PIN,
  at,
  bundleOf,
  CAMPUS,
  ENROLMENT,
  NOOR,
  OKAFOR,
  OKAFORS_PIN,
  TOMAS,
  WEI,
} from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';

const deviceId = (n: number) => `01999c5e-5a00-7000-8000-${n.toString().padStart(12, '0')}` as DeviceId;
const noors = new PhoneWithKey(deviceId(1), 'ed25519');
const tomass = new PhoneWithKey(deviceId(2), 'p256');
const okafors = new PhoneWithKey(deviceId(3), 'ed25519');
const strangers = new PhoneWithKey(deviceId(4), 'ed25519');

const KNOWN = [noors.asKnown(NOOR.id), tomass.asKnown(TOMAS.id), okafors.asKnown(OKAFOR.id)];
const READERS = ReadersConfigSchema.parse([
  { kind: 'simulated', id: 'door', name: 'Door' },
  { kind: 'camera', id: 'eye', name: 'Camera', device: 'HD' },
]);

/** A kiosk with a camera that knows these phones. */
async function kiosk(startAt: EpochMs, phones: readonly PassPhone[] = KNOWN): Promise<KioskRig> {
  const rig = await KioskRig.start(startAt, CAMPUS, temporaryFolder(), READERS);
  tellPhones(rig, phones);
  return rig;
}

/** What the hub sends when a phone was bound. */
function tellPhones(rig: KioskRig, phones: readonly PassPhone[]): void {
  const { manifest, texts } = bundleOf(CAMPUS, 2);
  const document: DirectoryDocument = { kind: 'passes', phones: [...phones] };
  const text = canonicalJson(document);
  const documents = [...manifest.documents, ['passes', documentHash(text)] as const];
  const { directory, onDirectory } = rig.syncParts;
  const applied = directory.applyDocuments(manifestOf(2, documents), new Map([...texts, ['passes', text]]));
  if (!applied.ok) throw new Error(applied.error.kind);
  onDirectory();
}

/** This phone is held up to the camera, showing what it shows at this moment or showed some time ago. */
async function show(rig: KioskRig, phone: PhoneWithKey, agoMs = 0): Promise<void> {
  const text = phone.passAt((rig.now - agoMs) as EpochMs, ENROLMENT.institutionId);
  await rig.press({ type: 'camera-code', text });
}

async function open(rig: KioskRig): Promise<void> {
  const { next } = rig.screen('ready');
  if (next === null) throw new Error('no class to open');
  await rig.press({ type: 'start-unlock', sessionId: next.sessionId });
  await rig.press({ type: 'choose-faculty', personId: OKAFOR.id });
  await rig.press({ type: 'enter-pin', personId: OKAFOR.id, pin: OKAFORS_PIN });
  await rig.passUntil(() => rig.state().name === 'session');
}

async function openKiosk(phones?: readonly PassPhone[]): Promise<KioskRig> {
  const rig = await kiosk(at('8:58'), phones);
  await open(rig);
  return rig;
}

describe('a pass held to the camera of an open class', () => {
  test('records whose phone it is, by the kind of proof it was', async () => {
    const rig = await openKiosk();
    await show(rig, noors);
    expect(rig.bodies('presentation')).toMatchObject([
      { method: 'pass', reader: 'eye', tag: null, personId: NOOR.id, answer: 'present' },
    ]);
    expect(rig.screen('session').answer).toMatchObject({ kind: 'present', name: NOOR.name, method: 'pass' });
    expect(rig.screen('session').arrivals[0]).toMatchObject({ personId: NOOR.id, method: 'pass' });
  });

  test('is answered once however long it is held there, and both kinds of key are good', async () => {
    const rig = await openKiosk();
    // The camera tells a code that stays every two seconds; the phone shows a new one every five.
    for (let seconds = 0; seconds < 30; seconds += 2) {
      await show(rig, tomass);
      await rig.wait(2_000);
    }
    expect(rig.bodies('presentation')).toHaveLength(1);
    // Gone for a while and back: that is a second time.
    await rig.wait(10_000);
    await show(rig, tomass);
    expect(rig.bodies('presentation').map(({ answer }) => answer)).toEqual(['present', 'already-recorded']);
  });

  test('does not count again as a picture of itself, while it is not too old yet', async () => {
    const rig = await openKiosk();
    await show(rig, noors);
    await rig.wait(6_000);
    await show(rig, noors, 6_000);
    expect(rig.bodies('presentation')).toHaveLength(1);
    expect(rig.bodies('pass-refused')).toMatchObject([{ why: 'used', personId: NOOR.id, reader: 'eye' }]);
    expect(rig.screen('session').answer).toMatchObject({ kind: 'expired-pass', name: NOOR.name });
  });

  test('that is half a minute old is refused, kept, and nobody is present by it', async () => {
    const rig = await openKiosk();
    await show(rig, noors, 30_000);
    expect(rig.bodies('presentation')).toEqual([]);
    expect(rig.bodies('pass-refused')).toMatchObject([{ why: 'expired', personId: NOOR.id }]);
    expect(rig.screen('session').counts.here).toBe(0);
  });

  test('of a phone that the room doesn’t know is refused, and one refusal at a time is enough', async () => {
    const rig = await openKiosk();
    for (let i = 0; i < 50; i++) await show(rig, new PhoneWithKey(deviceId(100 + i), 'ed25519'));
    expect(rig.bodies('pass-refused')).toMatchObject([{ why: 'unknown', personId: null }]);
    expect(rig.screen('session').answer).toMatchObject({ kind: 'unknown-pass', name: null });
  });

  test('is not kept from its turn by somebody else’s refusals', async () => {
    const rig = await openKiosk();
    await show(rig, strangers);
    await show(rig, noors);
    expect(rig.bodies('presentation')).toHaveLength(1);
  });

  test('of a new phone asks for the card first, and is good from the moment the hub confirms it', async () => {
    const rig = await openKiosk([noors.asKnown(NOOR.id, at('23:00'))]);
    await show(rig, noors);
    expect(rig.screen('session').answer).toMatchObject({ kind: 'unconfirmed-phone' });
    expect(rig.bodies('presentation')).toEqual([]);
    tellPhones(rig, [noors.asKnown(NOOR.id)]);
    await rig.wait(6_000);
    await show(rig, noors);
    expect(rig.screen('session').answer).toMatchObject({ kind: 'present' });
  });

  test('of a phone that was replaced is nobody’s from then on', async () => {
    const rig = await openKiosk();
    tellPhones(rig, [new PhoneWithKey(deviceId(9), 'ed25519').asKnown(NOOR.id)]);
    await show(rig, noors);
    expect(rig.screen('session').answer).toMatchObject({ kind: 'unknown-pass' });
  });

  test('of somebody else’s class sends them away like their card would', async () => {
    const weis = new PhoneWithKey(deviceId(5), 'ed25519');
    const rig = await openKiosk([weis.asKnown(WEI.id)]);
    await show(rig, weis);
    expect(rig.bodies('presentation')).toMatchObject([{ personId: WEI.id, answer: 'not-enrolled' }]);
  });

  test('is what any other code is not: nothing happens', async () => {
    const rig = await openKiosk();
    const before = rig.ledger().length;
    for (const text of ['https://example.com', '', rig.screen('session').code?.text ?? '']) {
      await rig.press({ type: 'camera-code', text });
    }
    expect(rig.ledger()).toHaveLength(before);
    expect(rig.refusals).toEqual([]);
  });
});

describe('the camera', () => {
  test('is to look while the doors are open, and not before, after, or in a class that was ended', async () => {
    const rig = await kiosk(at('7:00'));
    const isOn = () => rig.state().common.camera?.on;
    expect(isOn()).toBe(false);
    await rig.goTo(at('8:58'));
    expect(isOn()).toBe(true);
    await open(rig);
    expect(isOn()).toBe(true);
    await rig.press({ type: 'open-controls' });
    await rig.press({ type: 'end-session' });
    expect(rig.state().name).toBe('summary');
    expect(isOn()).toBe(false);
    await rig.goTo(at('14:00'));
    expect(isOn()).toBe(false);
  });

  test('looks for whoever looks after the readers, and records nobody by it', async () => {
    const rig = await kiosk(at('6:00'));
    await rig.press({ type: 'panel', command: { type: 'open' } });
    await rig.press({ type: 'enter-pin', personId: ADAMS.id, pin: ADAMS_PIN });
    await rig.passUntil(() => rig.state().common.panel.name === 'open');
    expect(rig.state().common.camera?.on).toBe(false);
    await rig.press({ type: 'panel', command: { type: 'go', page: 'devices' } });
    expect(rig.state().common.camera?.on).toBe(true);
    await show(rig, noors);
    expect(rig.bodies('presentation')).toEqual([]);
    await rig.press({ type: 'panel', command: { type: 'go', page: null } });
    expect(rig.state().common.camera?.on).toBe(false);
  });

  test('is not listened to while it should not look', async () => {
    const rig = await kiosk(at('7:00'));
    await show(rig, noors);
    expect(rig.bodies('presentation')).toEqual([]);
    expect(rig.bodies('pass-refused')).toEqual([]);
  });

  test('notes a pass before the class is opened, and opens the class for who teaches it', async () => {
    const rig = await kiosk(at('8:58'));
    await show(rig, noors);
    expect(rig.screen('ready').answer).toMatchObject({ kind: 'noted' });
    await show(rig, okafors);
    expect(rig.state().name).toBe('session');
    expect(rig.bodies('unlock-attempted')).toMatchObject([{ method: 'pass', outcome: 'accepted' }]);
  });

  test('is nowhere on a kiosk without one, and says nothing there', async () => {
    const rig = await KioskRig.start(at('8:58'));
    expect(rig.state().common.camera).toBeNull();
    const before = rig.ledger().length;
    await show(rig, noors);
    await rig.press({ type: 'camera-state', state: 'looking', label: '' });
    expect(rig.ledger()).toHaveLength(before);
  });

  test('that was unplugged is told by the screen, noted in the ledger and shown like any reader', async () => {
    const rig = await kiosk(at('8:58'));
    await rig.press({ type: 'camera-state', state: 'looking', label: 'HD Webcam' });
    await rig.press({ type: 'camera-state', state: 'missing', label: '' });
    await rig.press({ type: 'camera-state', state: 'looking', label: 'HD Webcam' });
    const told = rig.bodies('reader-changed').filter(({ reader }) => reader === 'eye');
    expect(told.map(({ state }) => state)).toEqual(['ready', 'absent', 'ready']);
    expect(told[1]?.detail).toBe('No camera is plugged in.');
    const eye = rig.state().common.readers.find(({ id }) => id === 'eye');
    expect(eye).toMatchObject({ kind: 'camera', state: 'ready' });
  });
});
