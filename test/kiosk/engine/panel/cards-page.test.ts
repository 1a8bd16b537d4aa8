import { describe, expect, test } from 'vitest';
import type { CardsAction, CardsPage } from '#contracts/engine-link/panel/cards-page.ts';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { tagsOfParts } from '#domain/credential/tags-of-parts.ts';
import { type CardDirectory, KnownCards } from '../../../../src/kiosk/engine/directory/known-cards.ts';
import { cardsPage } from '../../../../src/kiosk/engine/panel/cards-page.ts';
import type { Journal } from '../../../../src/kiosk/engine/sessions/journal.ts';
import {
  ADAMS,
  ADAMS_PIN,
  ALGEBRA,
  at,
  CAMPUS,
  ENROLMENT,
  INES,
  NOBODYS_CARD,
  NOOR,
  OKAFOR,
  OKAFORS_PIN,
  type Person,
  PHYSICS,
  TOMAS,
  tagOf,
  WEI,
} from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';

// Noor has come without her new card being known: Dr. Okafor gives it to her at the kiosk, and the hub can't be reached.

const WITHOUT_NOORS_CARD = {
  ...CAMPUS,
  cardholders: CAMPUS.cardholders.filter((person) => person !== NOOR),
};

function step<K extends CardsPage['step']['kind']>(
  kiosk: KioskRig,
  kind: K,
): Extract<CardsPage['step'], { kind: K }> {
  const { panel } = kiosk.state().common;
  const page = panel.name === 'open' ? panel.page : null;
  if (page?.name !== 'cards' || page.step.kind !== kind)
    throw new Error(`the page shows ${JSON.stringify(page)}`);
  return page.step as Extract<CardsPage['step'], { kind: K }>;
}

const act = (kiosk: KioskRig, action: CardsAction) =>
  kiosk.press({ type: 'panel', command: { type: 'cards', action } });

async function openCards(kiosk: KioskRig, person: Person, pin: string): Promise<void> {
  await kiosk.press({ type: 'panel', command: { type: 'open' } });
  await kiosk.press({ type: 'enter-pin', personId: person.id, pin });
  await kiosk.press({ type: 'panel', command: { type: 'go', page: 'cards' } });
}

const closePanel = { type: 'panel', command: { type: 'close' } } as const;

describe('Giving out a card at the kiosk', () => {
  test('makes it the person’s at once and after a restart, and their earlier touch counts', async () => {
    const kiosk = await KioskRig.start(at('8:55'), WITHOUT_NOORS_CARD);
    await kiosk.tap(OKAFOR);
    await kiosk.tap(NOOR);
    expect(kiosk.screen('session').answer?.kind).toBe('unknown-card');
    expect(kiosk.screen('session').counts.here).toBe(0);
    await openCards(kiosk, OKAFOR, OKAFORS_PIN);
    await kiosk.wait(1_000);
    await kiosk.tap(NOOR);
    await act(kiosk, { type: 'give', personId: NOOR.id });
    expect(step(kiosk, 'waiting').done).toEqual({ kind: 'given', name: NOOR.name });
    expect(kiosk.bodies('card-enrolled')).toEqual([
      {
        personId: NOOR.id,
        tag: tagOf(NOOR.card),
        parts: tagsOfParts(ENROLMENT.cardKey, 'em:00000065' as never),
        reader: 'door',
        by: OKAFOR.id,
      },
    ]);
    expect(kiosk.screen('session').counts.here).toBe(1);
    await kiosk.press(closePanel);
    await kiosk.restart();
    await kiosk.wait(1_000);
    await kiosk.tap(NOOR);
    expect(kiosk.screen('session').answer).toMatchObject({ kind: 'already-recorded', name: NOOR.name });
  });

  test('notes no attendance of a card that is held to the reader for it', async () => {
    const kiosk = await KioskRig.start(at('8:55'));
    await kiosk.tap(OKAFOR);
    const before = kiosk.bodies('presentation').length;
    await openCards(kiosk, OKAFOR, OKAFORS_PIN);
    await kiosk.tap(TOMAS);
    expect(kiosk.bodies('presentation')).toHaveLength(before);
  });

  test('offers a teacher the people of the class, and a keeper everybody who has a class in the room', async () => {
    const kiosk = await KioskRig.start(at('8:56'), WITHOUT_NOORS_CARD);
    await openCards(kiosk, OKAFOR, OKAFORS_PIN);
    await kiosk.tap(NOBODYS_CARD);
    expect(step(kiosk, 'choosing').people.map(({ name, hasCard }) => [name, hasCard])).toEqual([
      [NOOR.name, false],
      [TOMAS.name, true],
    ]);
    await kiosk.press(closePanel);
    await openCards(kiosk, ADAMS, ADAMS_PIN);
    await kiosk.wait(1_000);
    await kiosk.tap(NOBODYS_CARD);
    const names = step(kiosk, 'choosing').people.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([NOOR.name, TOMAS.name, WEI.name, OKAFOR.name]));
    expect(names).not.toContain(INES.name);
  });

  test('refuses somebody of another class, and does nothing without a card', async () => {
    const kiosk = await KioskRig.start(at('8:56'), WITHOUT_NOORS_CARD);
    await openCards(kiosk, OKAFOR, OKAFORS_PIN);
    await act(kiosk, { type: 'give', personId: NOOR.id });
    await kiosk.tap(NOBODYS_CARD);
    await act(kiosk, { type: 'give', personId: WEI.id });
    expect(kiosk.refusals).toHaveLength(2);
    expect(kiosk.bodies('card-enrolled')).toEqual([]);
  });

  test.each([
    ['hf:08A1B2C3', 'random'],
    ['hf:8804A3C6', 'cut-off'],
    ['hf:01020304', 'factory-default'],
    ['em:00000000', 'blank'],
  ])('refuses %s: %s', async (number, why) => {
    const kiosk = await KioskRig.start(at('8:56'));
    await openCards(kiosk, OKAFOR, OKAFORS_PIN);
    await kiosk.tap(number);
    expect(step(kiosk, 'waiting').refused).toBe(why);
  });

  test('refuses the card of somebody who isn’t of the class', async () => {
    const kiosk = await KioskRig.start(at('8:56'));
    await openCards(kiosk, OKAFOR, OKAFORS_PIN);
    await kiosk.tap(INES);
    expect(step(kiosk, 'waiting').refused).toBe('others');
  });

  test('refuses it still, when the hub has told of a holder since it was read', async () => {
    const kiosk = await KioskRig.start(at('8:56'), WITHOUT_NOORS_CARD);
    await openCards(kiosk, OKAFOR, OKAFORS_PIN);
    await kiosk.tap(NOOR);
    kiosk.hubSends(CAMPUS);
    await act(kiosk, { type: 'give', personId: TOMAS.id });
    expect(kiosk.refusals).toHaveLength(1);
    expect(kiosk.bodies('card-enrolled')).toEqual([]);
  });
});

describe('Taking a card away at the kiosk', () => {
  test('ends it here at once, and it may be given to somebody else', async () => {
    const kiosk = await KioskRig.start(at('8:56'));
    await openCards(kiosk, OKAFOR, OKAFORS_PIN);
    await kiosk.tap(NOOR);
    expect(step(kiosk, 'held').name).toBe(NOOR.name);
    await act(kiosk, { type: 'take-away' });
    expect(kiosk.bodies('card-removed')).toEqual([
      { personId: NOOR.id, tag: tagOf(NOOR.card), by: OKAFOR.id },
    ]);
    await kiosk.wait(1_000);
    await kiosk.tap(NOOR);
    await act(kiosk, { type: 'give', personId: TOMAS.id });
    await kiosk.press(closePanel);
    await kiosk.tap(OKAFOR);
    await kiosk.wait(1_000);
    await kiosk.tap(NOOR);
    expect(kiosk.screen('session').answer).toMatchObject({ kind: 'present', name: TOMAS.name });
  });
});

test('A reader that isn’t sure yet of a number is waited for, and nobody’s attendance is noted meanwhile', () => {
  const nothing: CardDirectory = { cards: () => [], cardsOf: () => [], tagsLeaving: () => [] };
  const page = cardsPage({
    now: () => at('8:56'),
    journal: { record: () => [] } as unknown as Journal,
    cardKey: ENROLMENT.cardKey,
    cards: new KnownCards(nothing, () => at('8:56')),
    people: () => [],
    nameOfReader: (id) => id,
  }).visit({ by: OKAFOR.id, role: 'teacher', changed: () => undefined, stay: () => undefined });
  const read = { reader: 'door', card: 'em:00C0FFEE' as CardNumber, stay: 'door/1', certain: false, at: 0 };
  expect(page.takesCard?.(read)).toBe(true);
  expect(page.view().step.kind).toBe('waiting');
  expect(page.takesCard?.({ ...read, certain: true })).toBe(true);
  expect(page.view().step.kind).toBe('choosing');
});

test('A card that is known from a class of another section stays out of a teacher’s list', async () => {
  const both = new Map([
    [ALGEBRA, [TOMAS]],
    [PHYSICS, [WEI]],
  ] as const);
  const kiosk = await KioskRig.start(at('8:56'), { ...CAMPUS, sections: both });
  await openCards(kiosk, OKAFOR, OKAFORS_PIN);
  await kiosk.tap(NOBODYS_CARD);
  expect(step(kiosk, 'choosing').people.map(({ name }) => name)).toEqual([TOMAS.name]);
});
