import { describe, expect, test } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import { ReadersConfigSchema } from '../../../../src/kiosk/engine/devices/reader-config.ts';
import { wedgeTwinKeys } from '../../../../src/kiosk/engine/devices/wedge/wedge-twin.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { at, CAMPUS, type Campus, NOOR, OKAFOR, OKAFORS_PIN, type Person, TOMAS } from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';

// At the desk stands a reader that types the last three of a card's four bytes (6H8D). Wei's twin has a card that differs from
// Noor's in the first byte only.

const READERS = ReadersConfigSchema.parse([
  { kind: 'simulated', id: 'door', name: 'Door' },
  { kind: 'wedge', id: 'desk', name: 'Desk', profile: 'em-6h8d' },
]);

const TWIN: Person = {
  id: '00000000-0000-4000-8000-000000000099' as PersonId,
  name: 'Somebody Else',
  number: 'S99',
  // 0x01000065, where Noor's is 0x65.
  card: String(0x01000065).padStart(10, '0'),
};

const TOLD: Campus = { ...CAMPUS, formTold: 'em-low24' };
const WITH_TWIN: Campus = { ...TOLD, cardholders: [...CAMPUS.cardholders, TWIN] };

async function open(campus: Campus): Promise<KioskRig> {
  const kiosk = await KioskRig.start(at('8:55'), campus, temporaryFolder(), READERS);
  await kiosk.tap(OKAFOR);
  return kiosk;
}

async function typesPartOf(kiosk: KioskRig, { card }: Person): Promise<void> {
  await kiosk.wait(1_000);
  const text = String(Number(card) & 0xffffff).padStart(8, '0');
  for (const { code, at: time } of wedgeTwinKeys(text, kiosk.now))
    await kiosk.press({ type: 'key', code, at: time });
}

describe('A reader that leaves out a part of the number', () => {
  test('is announced to the hub once, and again only when it is another', async () => {
    const kiosk = await open(CAMPUS);
    await kiosk.restart();
    expect(kiosk.bodies('card-forms-used')).toEqual([{ forms: ['em-low24'] }]);
  });

  test('finds the only card that fits', async () => {
    const kiosk = await open(TOLD);
    await typesPartOf(kiosk, NOOR);
    expect(kiosk.screen('session').answer).toMatchObject({ kind: 'present', name: NOOR.name });
  });

  test('refuses where two people’s cards fit, and asks for another proof', async () => {
    const kiosk = await open(WITH_TWIN);
    await typesPartOf(kiosk, NOOR);
    expect(kiosk.screen('session').answer).toMatchObject({ kind: 'ambiguous-card', name: null });
    expect(kiosk.screen('session').counts.here).toBe(0);
    // Everybody else is found as before.
    await typesPartOf(kiosk, TOMAS);
    expect(kiosk.screen('session').answer).toMatchObject({ kind: 'present', name: TOMAS.name });
  });

  test('counts the refused touch after all, once the other card is gone', async () => {
    const kiosk = await open(WITH_TWIN);
    await typesPartOf(kiosk, NOOR);
    kiosk.hubSends(TOLD);
    expect(kiosk.screen('session').counts.here).toBe(1);
  });

  test('knows nobody before the hub has told what such readers leave, and keeps the touch', async () => {
    const kiosk = await open(CAMPUS);
    await typesPartOf(kiosk, NOOR);
    expect(kiosk.screen('session').answer?.kind).toBe('unknown-card');
    kiosk.hubSends(TOLD);
    expect(kiosk.screen('session').counts.here).toBe(1);
  });

  test('gives nobody a card', async () => {
    const kiosk = await open(TOLD);
    await kiosk.press({ type: 'panel', command: { type: 'open' } });
    await kiosk.press({ type: 'enter-pin', personId: OKAFOR.id, pin: OKAFORS_PIN });
    await kiosk.press({ type: 'panel', command: { type: 'go', page: 'cards' } });
    await typesPartOf(kiosk, { ...NOOR, card: '0000700002' });
    const { panel } = kiosk.state().common;
    expect(panel).toMatchObject({ page: { name: 'cards', step: { kind: 'waiting', refused: 'partial' } } });
  });

  test('still finds a card that was given out here and that the hub hasn’t told of', async () => {
    const kiosk = await open({ ...TOLD, cardholders: CAMPUS.cardholders.filter((one) => one !== NOOR) });
    await kiosk.press({ type: 'panel', command: { type: 'open' } });
    await kiosk.press({ type: 'enter-pin', personId: OKAFOR.id, pin: OKAFORS_PIN });
    await kiosk.press({ type: 'panel', command: { type: 'go', page: 'cards' } });
    await kiosk.wait(1_000);
    await kiosk.tap(NOOR);
    await kiosk.press({
      type: 'panel',
      command: { type: 'cards', action: { type: 'give', personId: NOOR.id } },
    });
    await kiosk.press({ type: 'panel', command: { type: 'close' } });
    await typesPartOf(kiosk, NOOR);
    expect(kiosk.screen('session').answer).toMatchObject({ kind: 'present', name: NOOR.name });
  });
});
