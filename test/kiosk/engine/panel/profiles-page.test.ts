import { describe, expect, test } from 'vitest';
import type { ProfilesAction, ProfilesPage } from '#contracts/engine-link/panel/profiles-page.ts';
import { wedgeTwinKeys } from '../../../../src/kiosk/engine/devices/wedge/wedge-twin.ts';
import { ADAMS, ADAMS_PIN, at, CAMPUS, type Campus, NOOR, type Person, TOMAS, WEI } from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';

// A reader was plugged in that types eight digits, and nobody knows what they mean. Robin Adams holds two cards to it that are known.
// Noor's card is 01 02 6F 6C 3A, Tomás's 08 01 16 1D D6, Wei's 3C 00 CE 75 4C.

const noor: Person = { ...NOOR, card: '0040856634' };
const tomas: Person = { ...TOMAS, card: '0018226646' };
const wei: Person = { ...WEI, card: '0013530444' };
const KNOWN: Campus = { ...CAMPUS, cardholders: [noor, tomas, wei] };

const lastDigits = (number: string) => String(Number(number) & 0xffffff).padStart(8, '0');
const lastHex = (number: string) => (Number(number) & 0xffffff).toString(16).toUpperCase().padStart(6, '0');

async function types(kiosk: KioskRig, text: string): Promise<void> {
  await kiosk.wait(1_000);
  for (const { code, at: time } of wedgeTwinKeys(text, kiosk.now))
    await kiosk.press({ type: 'key', code, at: time });
}

async function atTheWizard(campus = KNOWN): Promise<KioskRig> {
  const kiosk = await KioskRig.start(at('6:00'), campus);
  await kiosk.press({ type: 'panel', command: { type: 'open' } });
  await kiosk.press({ type: 'enter-pin', personId: ADAMS.id, pin: ADAMS_PIN });
  await kiosk.press({ type: 'panel', command: { type: 'go', page: 'profiles' } });
  return kiosk;
}

function page(kiosk: KioskRig): ProfilesPage {
  const { panel } = kiosk.state().common;
  const shown = panel.name === 'open' ? panel.page : null;
  if (shown?.name !== 'profiles') throw new Error('another page is shown');
  return shown;
}

const act = (kiosk: KioskRig, action: ProfilesAction) =>
  kiosk.press({ type: 'panel', command: { type: 'profiles', action } });

describe('Finding out how a reader writes cards', () => {
  test('takes two cards that are known', async () => {
    const kiosk = await atTheWizard();
    expect(page(kiosk)).toMatchObject({ reader: null, cards: [], result: { kind: 'open' } });
    await types(kiosk, noor.card);
    expect(page(kiosk)).toMatchObject({
      reader: { name: 'Desk' },
      cards: [{ ending: '6634' }],
      unknown: null,
    });
    // The same card again says nothing new.
    await types(kiosk, noor.card);
    expect(page(kiosk).result).toEqual({ kind: 'open' });
    await types(kiosk, tomas.card);
    expect(page(kiosk).result).toEqual({
      kind: 'found',
      profile: 'em-8h10d',
      isPartial: false,
      isSet: true,
    });
  });

  test('finds a reader that drops bytes, before the hub has told anything of what those leave', async () => {
    const kiosk = await atTheWizard();
    await types(kiosk, lastDigits(noor.card));
    await types(kiosk, lastDigits(tomas.card));
    expect(page(kiosk).result).toMatchObject({
      kind: 'found',
      profile: 'em-6h8d',
      isPartial: true,
      isSet: false,
    });
    await act(kiosk, { type: 'start-over' });
    await types(kiosk, lastHex(noor.card));
    await types(kiosk, lastHex(wei.card));
    expect(page(kiosk).result).toMatchObject({ kind: 'found', profile: 'em-hex24' });
  });

  test('sets the reader at once, which the hub is told of', async () => {
    const kiosk = await atTheWizard();
    await types(kiosk, lastDigits(noor.card));
    await act(kiosk, { type: 'use' });
    expect(kiosk.refusals).toHaveLength(1);
    await types(kiosk, lastDigits(tomas.card));
    await act(kiosk, { type: 'use' });
    expect(page(kiosk).result).toMatchObject({ kind: 'found', profile: 'em-6h8d', isSet: true });
    expect(kiosk.bodies('card-forms-used')).toEqual([{ forms: ['em-low24'] }]);
  });

  test('says that a card isn’t known, and takes the number that is printed on it', async () => {
    const kiosk = await atTheWizard();
    await types(kiosk, '0000700002');
    expect(page(kiosk)).toMatchObject({ cards: [], unknown: '0002' });
    await act(kiosk, { type: 'tell-number', number: '0000700003' });
    expect(kiosk.refusals).toHaveLength(1);
    await act(kiosk, { type: 'tell-number', number: 'nonsense' });
    expect(kiosk.refusals).toHaveLength(2);
    await act(kiosk, { type: 'tell-number', number: '700002' });
    expect(page(kiosk)).toMatchObject({ cards: [{ ending: '0002' }], unknown: null });
    await types(kiosk, wei.card);
    expect(page(kiosk).result).toMatchObject({ kind: 'found', profile: 'em-8h10d' });
  });

  test('says so when nothing fits both', async () => {
    const kiosk = await atTheWizard();
    await types(kiosk, noor.card);
    await types(kiosk, lastHex(tomas.card));
    expect(page(kiosk).result).toEqual({ kind: 'none' });
  });

  test('notes nobody’s attendance', async () => {
    const kiosk = await atTheWizard();
    await types(kiosk, noor.card);
    expect(kiosk.bodies('presentation')).toEqual([]);
  });

  test('never shows or records more than the end of what was typed', async () => {
    const kiosk = await atTheWizard();
    await types(kiosk, noor.card);
    await types(kiosk, '0000700002');
    expect(JSON.stringify(kiosk.shown)).not.toMatch(/700002|856634/);
    expect(JSON.stringify(kiosk.ledger())).not.toMatch(/700002|856634/);
  });
});
